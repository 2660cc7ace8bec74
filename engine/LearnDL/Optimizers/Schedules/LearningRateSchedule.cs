using LearnDL.Saving;

namespace LearnDL.Optimizers;

/// <summary>
/// Gives the learning rate of every step, by its number from 0 on. An optimizer takes one in place of a number. With
/// <see cref="Optimizer.GradientAccumulationSteps"/> it is asked by the number of the batch, as in Keras 3. Rates are
/// computed in Float64.
/// </summary>
public abstract class LearningRateSchedule : IConfigurable
{
    /// <summary>The rate of a step, at least 0.</summary>
    /// <param name="step">How many were taken before it: 0 for the first.</param>
    public abstract double At(long step);

    /// <summary>A rate that a schedule begins with, ends with or passes through.</summary>
    private protected double Rate(double value, string name) =>
        Hyperparameter.NotNegative(value, $"{GetType().Name}: {name}", "A negative rate would climb the loss.");

    /// <summary>The number of steps that something takes.</summary>
    private protected double Steps(double value, string name) =>
        Hyperparameter.Positive(value, $"{GetType().Name}: {name}", "Count steps, that is batches, not epochs.");

    /// <inheritdoc/>
    public virtual Config GetConfig() => new();

    /// <inheritdoc/>
    public Config Serialize() => KnownClasses.Schedules.Serialize(GetType().Name, this);

    /// <summary>The schedule that <see cref="Serialize"/> wrote down.</summary>
    /// <exception cref="ConfigException">The form is wrong, or the class is not known.</exception>
    public static LearningRateSchedule Deserialize(Config form) =>
        KnownClasses.Schedules.Deserialize(form, "The config");

    /// <summary>
    /// Lets configs name a class of your own:
    /// <c>LearningRateSchedule.Register("Mine", config => new Mine(config.Number("rate")))</c>.
    /// </summary>
    /// <param name="className">The name of the class.</param>
    /// <param name="make">Makes one from its settings.</param>
    public static void Register(string className, Func<ConfigReader, LearningRateSchedule> make) =>
        KnownClasses.Schedules.Register(className, config => Make(config, make, className));

    private protected static T Make<T>(Config config, Func<ConfigReader, T> make, string? owner = null) =>
        config.Read(c =>
        {
            c.Ignore("name"); // nothing is reported under it
            return make(c);
        }, owner);
}
