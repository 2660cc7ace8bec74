using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Constraints;

/// <summary>
/// The weights into a unit have at most a norm: longer vectors are shortened, w ← w·min(n, max) / (ε + n) with
/// n = √Σ w² (Srivastava and others 2014, who use it with dropout). As in Keras 3, ε = 1e-7 shortens the others a
/// little, too.
/// </summary>
public sealed class MaxNorm : NormConstraint
{
    readonly double maxValue;

    /// <param name="maxValue">The largest norm, 2 by default.</param>
    /// <param name="axis">The axis along which the vectors lie, 0 by default: (D, U) has U of length D.</param>
    /// <exception cref="HyperparameterException">maxValue is not a finite number of at least 0.</exception>
    public MaxNorm(double maxValue = 2, int axis = 0) : this(maxValue, [axis])
    {
    }

    /// <param name="maxValue">The largest norm.</param>
    /// <param name="axes">Several axes: [0, 1, 2] for the filters of a Conv2D.</param>
    /// <exception cref="HyperparameterException">maxValue is not a finite number of at least 0, or there are no axes.
    /// </exception>
    public MaxNorm(double maxValue, ReadOnlySpan<int> axes) : base(axes) =>
        this.maxValue = Hyperparameter.NotNegative(maxValue, "MaxNorm: maxValue", "2 is usual.");

    private protected override Tensor Scale(Tensor n) => n.Clip(0, maxValue).Divide(n.Shift(Settings.Epsilon));

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig()) { { "max_value", maxValue } };

    /// <summary>A constraint with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static MaxNorm FromConfig(Config config) =>
        Make(config, c => new MaxNorm(c.Number("max_value", 2), c.IntsOrNull("axis") ?? [0]));
}
