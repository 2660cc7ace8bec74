using LearnDL.Activations;
using LearnDL.Saving;

namespace LearnDL.Layers;

/// <summary>An activation as a layer of its own: <c>new Activation("tanh")</c>. The shape stays.</summary>
public sealed class Activation : ActivationLayer
{
    /// <param name="activation">The function, by name or made with settings of its own.</param>
    /// <param name="name">A name for summaries and errors.</param>
    public Activation(ActivationFunction activation, string? name = null) : base(activation, name)
    {
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig()) { { "activation", OutputActivation } };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Activation FromConfig(Config config) =>
        Make(config, c => new Activation(c.Activation("activation") ?? ActivationFunction.Linear, c.Name));
}
