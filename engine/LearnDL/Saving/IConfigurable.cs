namespace LearnDL.Saving;

/// <summary>
/// What can be written down as its settings and be made again from them: layers and models, losses, metrics,
/// optimizers, schedules, initializers, regularizers, constraints. The form is Keras 3's.
/// </summary>
public interface IConfigurable
{
    /// <summary>The settings under Keras's names; its class's <c>FromConfig</c> takes them.</summary>
    Config GetConfig();

    /// <summary>The name of the class and the settings.</summary>
    Config Serialize();
}
