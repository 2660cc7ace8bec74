using System.Runtime.CompilerServices;
using LearnDL.Numbers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Losses;

/// <summary>
/// ℓ = 100 Σ |p − y| / max(|y|, ε) / K, ε = 1e-7: the mean error in percent of the target. A target of 0 has no
/// percentage: it costs |p| / ε, which drowns all others. The slope at p = y is 0.
/// </summary>
public sealed class MeanAbsolutePercentageError() : Loss("mean_absolute_percentage_error")
{
    /// <inheritdoc/>
    protected internal override Tensor RowLoss(Tensor y, Tensor p) =>
        OutputLoss.Mean(new Equation(Settings.Epsilon), y, p);

    /// <inheritdoc/>
    protected internal override Tensor RowGradient(Tensor y, Tensor p) =>
        OutputLoss.MeanSlopes(new Equation(Settings.Epsilon), y, p);

    readonly struct Equation(double epsilon) : IOutputLoss
    {
        // ℓ = 100 |p − y| / max(|y|, ε)
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Loss<V>(V y, V p) where V : struct, INumbers<V> => 100 * V.Abs(p - y) / V.Max(V.Abs(y), epsilon);

        // dp = 100 sign(p − y) / max(|y|, ε)
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Slope<V>(V y, V p) where V : struct, INumbers<V> =>
            100 * V.IfGreater(p, y, 1, V.IfGreater(y, p, -1, 0)) / V.Max(V.Abs(y), epsilon);
    }

    internal override string? Doubt(Tensor y)
    {
        for (var i = 0; i < y.Size; i++)
            if (y.ValueAt(i) == 0)
                return $"{Name} divides by the targets, and some are 0: each of those counts a billion times its "
                    + "error. Use \"mae\", or leave such samples out.";
        return null;
    }

    /// <summary>A loss with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static MeanAbsolutePercentageError FromConfig(Config config) =>
        Make(config, c => new MeanAbsolutePercentageError());
}
