using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Constraints;

/// <summary>
/// The weights into a unit have norm 1: w ← w / (ε + n) with n = √Σ w². As in Keras 3, ε = 1e-7.
/// </summary>
public sealed class UnitNorm : NormConstraint
{
    /// <param name="axis">The axis along which the vectors lie, 0 by default: (D, U) has U of length D.</param>
    public UnitNorm(int axis = 0) : this([axis])
    {
    }

    /// <param name="axes">Several axes: [0, 1, 2] for the filters of a Conv2D.</param>
    /// <exception cref="HyperparameterException">There are no axes.</exception>
    public UnitNorm(ReadOnlySpan<int> axes) : base(axes)
    {
    }

    private protected override Tensor Scale(Tensor n) => n.Shift(Settings.Epsilon).Reciprocal();

    /// <summary>A constraint with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static UnitNorm FromConfig(Config config) => Make(config, c => new UnitNorm(c.IntsOrNull("axis") ?? [0]));
}
