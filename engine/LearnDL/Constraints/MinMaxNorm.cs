using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Constraints;

/// <summary>
/// The weights into a unit have a norm between two numbers: w ← w·d / (ε + n) with n = √Σ w² and
/// d = rate·clip(n, min, max) + (1 − rate)·n. As in Keras 3, ε = 1e-7.
/// </summary>
public sealed class MinMaxNorm : NormConstraint
{
    readonly double minValue, maxValue, rate;

    /// <param name="minValue">The smallest norm, 0 by default.</param>
    /// <param name="maxValue">The largest norm, 1 by default.</param>
    /// <param name="rate">How much of the way is gone in each step, from 0 to 1; all of it by default.</param>
    /// <param name="axis">The axis along which the vectors lie, 0 by default: (D, U) has U of length D.</param>
    /// <exception cref="HyperparameterException">A number is out of range.</exception>
    public MinMaxNorm(double minValue = 0, double maxValue = 1, double rate = 1, int axis = 0)
        : this(minValue, maxValue, rate, [axis])
    {
    }

    /// <param name="minValue">The smallest norm.</param>
    /// <param name="maxValue">The largest norm.</param>
    /// <param name="rate">How much of the way is gone in each step, from 0 to 1.</param>
    /// <param name="axes">Several axes: [0, 1, 2] for the filters of a Conv2D.</param>
    /// <exception cref="HyperparameterException">A number is out of range, or there are no axes.</exception>
    public MinMaxNorm(double minValue, double maxValue, double rate, ReadOnlySpan<int> axes) : base(axes)
    {
        this.minValue = Hyperparameter.NotNegative(minValue, "MinMaxNorm: minValue", "0 is usual.");
        this.maxValue = Hyperparameter.NotNegative(maxValue, "MinMaxNorm: maxValue", "1 is usual.");
        if (minValue > maxValue)
            throw new HyperparameterException("MinMaxNorm: minValue is larger than maxValue.",
                "minValue <= maxValue", $"{minValue} and {maxValue}", "Exchange them.");
        this.rate = rate is >= 0 and <= 1 ? rate : throw new HyperparameterException(
            "MinMaxNorm: rate is out of range.", "a number from 0 to 1", $"{rate}", "1 goes all the way.");
    }

    private protected override Tensor Scale(Tensor n) =>
        n.Clip(minValue, maxValue).Combine(rate, n, 1 - rate).Divide(n.Shift(Settings.Epsilon));

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "min_value", minValue }, { "max_value", maxValue }, { "rate", rate },
    };

    /// <summary>A constraint with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static MinMaxNorm FromConfig(Config config) =>
        Make(config, c => new MinMaxNorm(c.Number("min_value", 0), c.Number("max_value", 1), c.Number("rate", 1),
            c.IntsOrNull("axis") ?? [0]));
}
