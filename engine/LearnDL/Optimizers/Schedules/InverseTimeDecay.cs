using LearnDL.Saving;

namespace LearnDL.Optimizers;

/// <summary>
/// The rate falls ever more slowly: lr = lr₀ / (1 + r·t / s). With s = 1 it is what Keras 2 called <c>decay</c>. As a
/// staircase, t / s is rounded down, so that the rate changes only every s steps.
/// </summary>
public sealed class InverseTimeDecay : LearningRateSchedule
{
    readonly double start, decaySteps, decayRate;
    readonly bool staircase;

    /// <param name="initialLearningRate">lr₀, the rate of the first step.</param>
    /// <param name="decaySteps">s, the steps after which the divisor is larger by r.</param>
    /// <param name="decayRate">r, at least 0.</param>
    /// <param name="staircase">Whether t / s is rounded down; false by default.</param>
    /// <exception cref="HyperparameterException">A number is out of range.</exception>
    public InverseTimeDecay(double initialLearningRate, double decaySteps, double decayRate, bool staircase = false)
    {
        start = Rate(initialLearningRate, nameof(initialLearningRate));
        this.decaySteps = Steps(decaySteps, nameof(decaySteps));
        this.decayRate = Hyperparameter.NotNegative(decayRate, "InverseTimeDecay: decayRate", "0.5 is usual.");
        this.staircase = staircase;
    }

    /// <inheritdoc/>
    public override double At(long step)
    {
        var p = step / decaySteps;
        return start / (1 + decayRate * (staircase ? Math.Floor(p) : p)); // lr₀ / (1 + r·t / s)
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "initial_learning_rate", start }, { "decay_steps", decaySteps }, { "decay_rate", decayRate },
        { "staircase", staircase },
    };

    /// <summary>A schedule with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static InverseTimeDecay FromConfig(Config config) =>
        Make(config, c => new InverseTimeDecay(c.Number("initial_learning_rate"), c.Number("decay_steps"),
            c.Number("decay_rate"), c.Bool("staircase", false)));
}
