using LearnDL.Saving;

namespace LearnDL.Optimizers;

/// <summary>
/// The rate is multiplied by the same number again and again: lr = lr₀·r^(t / s). As a staircase, t / s is rounded down,
/// so that the rate changes only every s steps.
/// </summary>
public sealed class ExponentialDecay : LearningRateSchedule
{
    readonly double start, decaySteps, decayRate;
    readonly bool staircase;

    /// <param name="initialLearningRate">lr₀, the rate of the first step.</param>
    /// <param name="decaySteps">s, the steps after which the rate is r times what it was.</param>
    /// <param name="decayRate">r, at least 0.</param>
    /// <param name="staircase">Whether t / s is rounded down; false by default.</param>
    /// <exception cref="HyperparameterException">A number is out of range.</exception>
    public ExponentialDecay(double initialLearningRate, double decaySteps, double decayRate, bool staircase = false)
    {
        start = Rate(initialLearningRate, nameof(initialLearningRate));
        this.decaySteps = Steps(decaySteps, nameof(decaySteps));
        this.decayRate = Hyperparameter.NotNegative(decayRate, "ExponentialDecay: decayRate", "0.96 is usual.");
        this.staircase = staircase;
    }

    /// <inheritdoc/>
    public override double At(long step)
    {
        var p = step / decaySteps;
        return start * Math.Pow(decayRate, staircase ? Math.Floor(p) : p); // lr₀·r^(t / s)
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "initial_learning_rate", start }, { "decay_steps", decaySteps }, { "decay_rate", decayRate },
        { "staircase", staircase },
    };

    /// <summary>A schedule with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static ExponentialDecay FromConfig(Config config) =>
        Make(config, c => new ExponentialDecay(c.Number("initial_learning_rate"), c.Number("decay_steps"),
            c.Number("decay_rate"), c.Bool("staircase", false)));
}
