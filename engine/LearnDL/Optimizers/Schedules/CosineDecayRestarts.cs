using LearnDL.Saving;

namespace LearnDL.Optimizers;

/// <summary>
/// Falls of a cosine, one after the other (Loshchilov, Hutter 2016): lr = lr₀·((1 − α)·mⁱ·c + α), where c falls from 1 to
/// 0 as in <see cref="CosineDecay"/>. Fall number i, from 0 on, takes s·kⁱ steps.
/// </summary>
public sealed class CosineDecayRestarts : LearningRateSchedule
{
    readonly double start, firstDecaySteps, k, m, alpha;

    /// <param name="initialLearningRate">lr₀, the rate of the first step.</param>
    /// <param name="firstDecaySteps">s, the steps of the first fall.</param>
    /// <param name="tMul">k, how many times as long every fall is as the one before it; 2 by default. Below 1, which
    /// Keras takes until its rate becomes NaN, the falls would come to an end.</param>
    /// <param name="mMul">m, how many times as high every fall begins as the one before it; 1 by default.</param>
    /// <param name="alpha">α, the share of lr₀ that is left at the end of a fall; 0 by default.</param>
    /// <exception cref="HyperparameterException">A number is out of range.</exception>
    public CosineDecayRestarts(double initialLearningRate, double firstDecaySteps, double tMul = 2, double mMul = 1,
        double alpha = 0)
    {
        start = Rate(initialLearningRate, nameof(initialLearningRate));
        this.firstDecaySteps = Steps(firstDecaySteps, nameof(firstDecaySteps));
        k = double.IsFinite(tMul) && tMul >= 1 ? tMul : throw new HyperparameterException(
            "CosineDecayRestarts: tMul is out of range.", "a finite number >= 1", $"{tMul}",
            "1 makes all falls as long as the first, 2 each twice as long as the one before.");
        m = Hyperparameter.NotNegative(mMul, "CosineDecayRestarts: mMul", "1 begins every fall at the same rate.");
        this.alpha = Hyperparameter.NotNegative(alpha, "CosineDecayRestarts: alpha", "0 lets the rate fall to 0.");
    }

    /// <inheritdoc/>
    public override double At(long step)
    {
        var (i, t, s) = Fall(step);
        var c = Math.Pow(m, i) * CosineDecay.HalfWave(t / s); // mⁱ·½(1 + cos(π·t / s))
        return start * ((1 - alpha) * c + alpha);
    }

    /// <summary>The number of the fall that a step belongs to, the step's place in it, and its length.</summary>
    (double I, double T, double S) Fall(long step)
    {
        if (k == 1)
            return (Math.Floor(step / firstDecaySteps), step % firstDecaySteps, firstDecaySteps);
        var (i, t, s) = (0, (double)step, firstDecaySteps);
        for (; t >= s; i++)
        {
            t -= s;
            s *= k;
        }
        return (i, t, s);
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "initial_learning_rate", start }, { "first_decay_steps", firstDecaySteps }, { "t_mul", k },
        { "m_mul", m }, { "alpha", alpha },
    };

    /// <summary>A schedule with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static CosineDecayRestarts FromConfig(Config config) =>
        Make(config, c => new CosineDecayRestarts(c.Number("initial_learning_rate"), c.Number("first_decay_steps"),
            c.Number("t_mul", 2), c.Number("m_mul", 1), c.Number("alpha", 0)));
}
