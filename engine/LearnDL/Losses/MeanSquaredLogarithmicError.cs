using System.Runtime.CompilerServices;
using LearnDL.Numbers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Losses;

/// <summary>
/// ℓ = Σ (ln(1 + p) − ln(1 + y))² / K: for targets from 0 up over several magnitudes, where ratios count, not
/// differences. Numbers below ε = 1e-7 are taken for ε, as in Keras; the slope is 0 there.
/// </summary>
public sealed class MeanSquaredLogarithmicError() : Loss("mean_squared_logarithmic_error")
{
    /// <inheritdoc/>
    protected internal override Tensor RowLoss(Tensor y, Tensor p) =>
        OutputLoss.Mean(new Equation(Settings.Epsilon), y, p);

    /// <inheritdoc/>
    protected internal override Tensor RowGradient(Tensor y, Tensor p) =>
        OutputLoss.MeanSlopes(new Equation(Settings.Epsilon), y, p);

    readonly struct Equation(double epsilon) : IOutputLoss
    {
        // d = ln(1 + p) − ln(1 + y),  ℓ = d²
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Loss<V>(V y, V p) where V : struct, INumbers<V>
        {
            var d = V.Log1p(V.Max(p, epsilon)) - V.Log1p(V.Max(y, epsilon));
            return d * d;
        }

        // dp = 2d / (1 + p), 0 where p < ε
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Slope<V>(V y, V p) where V : struct, INumbers<V>
        {
            var d = V.Log1p(V.Max(p, epsilon)) - V.Log1p(V.Max(y, epsilon));
            return V.IfGreater(epsilon, p, 0, 2 * d / (1 + p));
        }
    }

    internal override string? Doubt(Tensor y) => TargetRows.Least(y) >= 0 ? null
        : $"{Name} takes targets below 0 for 0: it is for counts, prices and other numbers from 0 up. Use \"mse\".";

    /// <summary>A loss with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static MeanSquaredLogarithmicError FromConfig(Config config) =>
        Make(config, c => new MeanSquaredLogarithmicError());
}
