using LearnDL.Saving;

namespace LearnDL.Optimizers;

/// <summary>
/// From one rate to another in s steps, along a line or a power of it: lr = (lr₀ − lr₁)·(1 − t / s)ᵖ + lr₁, and lr₁ from
/// then on. With <c>cycle</c> the rate does not stay there: s is doubled, tripled, … as soon as it is reached, and the
/// rate jumps up again.
/// </summary>
public sealed class PolynomialDecay : LearningRateSchedule
{
    readonly double start, decaySteps, end, power;
    readonly bool cycle;

    /// <param name="initialLearningRate">lr₀, the rate of the first step.</param>
    /// <param name="decaySteps">s, the steps that it takes.</param>
    /// <param name="endLearningRate">lr₁, 0.0001 by default.</param>
    /// <param name="power">p, 1 by default: along a line.</param>
    /// <param name="cycle">Whether to begin again, with longer ways; false by default.</param>
    /// <exception cref="HyperparameterException">A number is out of range.</exception>
    public PolynomialDecay(double initialLearningRate, double decaySteps, double endLearningRate = 0.0001,
        double power = 1, bool cycle = false)
    {
        start = Rate(initialLearningRate, nameof(initialLearningRate));
        this.decaySteps = Steps(decaySteps, nameof(decaySteps));
        end = Rate(endLearningRate, nameof(endLearningRate));
        this.power = Hyperparameter.Positive(power, "PolynomialDecay: power", "1 is a line, 0.5 a square root.");
        this.cycle = cycle;
    }

    /// <inheritdoc/>
    public override double At(long step)
    {
        var s = cycle ? decaySteps * Math.Max(1, Math.Ceiling(step / decaySteps)) : decaySteps;
        var p = Math.Min(step / s, 1);
        return (start - end) * Math.Pow(1 - p, power) + end; // (lr₀ − lr₁)·(1 − t / s)ᵖ + lr₁
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "initial_learning_rate", start }, { "decay_steps", decaySteps }, { "end_learning_rate", end },
        { "power", power }, { "cycle", cycle },
    };

    /// <summary>A schedule with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static PolynomialDecay FromConfig(Config config) =>
        Make(config, c => new PolynomialDecay(c.Number("initial_learning_rate"), c.Number("decay_steps"),
            c.Number("end_learning_rate", 0.0001), c.Number("power", 1), c.Bool("cycle", false)));
}
