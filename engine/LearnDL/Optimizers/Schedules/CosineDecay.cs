using LearnDL.Saving;

namespace LearnDL.Optimizers;

/// <summary>
/// Down half a wave of the cosine, slowly, fast, slowly (Loshchilov, Hutter 2016): lr = lr₀·((1 − α)·c + α) with
/// c = ½(1 + cos(π·t / s)), and lr₀·α from step s on. With a <c>warmupTarget</c> the rate first rises to it in a line
/// from lr₀ (Goyal and others 2017), and falls from there.
/// </summary>
public sealed class CosineDecay : LearningRateSchedule
{
    readonly double start, decaySteps, alpha, warmupSteps;
    readonly double? warmupTarget;

    /// <param name="initialLearningRate">lr₀, the rate of the first step. With a warm-up it may be 0.</param>
    /// <param name="decaySteps">s, the steps that the fall takes; those of the warm-up come before them.</param>
    /// <param name="alpha">α, the share of the highest rate that is left at the end; 0 by default.</param>
    /// <param name="warmupTarget">The rate at the end of the warm-up; none by default, and no warm-up.</param>
    /// <param name="warmupSteps">The steps of the warm-up, 0 by default.</param>
    /// <exception cref="HyperparameterException">A number is out of range, or there are steps for a warm-up without
    /// its target, which Keras ignores.</exception>
    public CosineDecay(double initialLearningRate, double decaySteps, double alpha = 0, double? warmupTarget = null,
        double warmupSteps = 0)
    {
        start = Rate(initialLearningRate, nameof(initialLearningRate));
        this.decaySteps = Steps(decaySteps, nameof(decaySteps));
        this.alpha = Hyperparameter.NotNegative(alpha, "CosineDecay: alpha", "0 lets the rate fall to 0.");
        this.warmupTarget = warmupTarget is { } target ? Rate(target, nameof(warmupTarget)) : null;
        this.warmupSteps = Hyperparameter.NotNegative(warmupSteps, "CosineDecay: warmupSteps", "0 is no warm-up.");
        if (warmupSteps > 0 && warmupTarget is null)
            throw new HyperparameterException("CosineDecay: a warm-up needs to know where it leads.",
                "warmupTarget, the rate at its end", $"none, but warmupSteps {warmupSteps}",
                "Give warmupTarget, and as initialLearningRate the rate to begin with, such as 0.");
    }

    /// <inheritdoc/>
    public override double At(long step)
    {
        if (warmupTarget is not { } target)
            return Fall(start, step);
        return step < warmupSteps ? start + (target - start) * (step / warmupSteps) : Fall(target, step - warmupSteps);
    }

    double Fall(double from, double t) => from * ((1 - alpha) * HalfWave(Math.Min(t / decaySteps, 1)) + alpha);

    /// <summary>½(1 + cos πp): from 1 at p = 0 to 0 at p = 1.</summary>
    internal static double HalfWave(double p) => 0.5 * (1 + Math.Cos(Math.PI * p));

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "initial_learning_rate", start }, { "decay_steps", decaySteps }, { "alpha", alpha },
        { "warmup_target", warmupTarget }, { "warmup_steps", warmupSteps },
    };

    /// <summary>A schedule with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static CosineDecay FromConfig(Config config) =>
        Make(config, c => new CosineDecay(c.Number("initial_learning_rate"), c.Number("decay_steps"),
            c.Number("alpha", 0), c.NumberOrNull("warmup_target"), c.Number("warmup_steps", 0)));
}
