using System.Runtime.CompilerServices;
using LearnDL.Numbers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Losses;

/// <summary>
/// ℓ = Σ max(1 − yp, 0)² / K: <see cref="Hinge"/> squared, so that answers far on the wrong side count most, and
/// without a bend at yp = 1. Targets are 1 and −1, or 1 and 0.
/// </summary>
public sealed class SquaredHinge() : Loss("squared_hinge")
{
    /// <inheritdoc/>
    public override OutputMeaning Meaning => OutputMeaning.Scores;

    /// <inheritdoc/>
    protected internal override Tensor RowLoss(Tensor y, Tensor p) => OutputLoss.Mean(default(Equation), y, p);

    /// <inheritdoc/>
    protected internal override Tensor RowGradient(Tensor y, Tensor p) =>
        OutputLoss.MeanSlopes(default(Equation), y, p);

    readonly struct Equation : IOutputLoss
    {
        // m = max(1 − yp, 0),  ℓ = m²
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Loss<V>(V y, V p) where V : struct, INumbers<V>
        {
            var m = V.Max(1 - y * p, 0);
            return m * m;
        }

        // dp = −2my
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Slope<V>(V y, V p) where V : struct, INumbers<V> => -2 * V.Max(1 - y * p, 0) * y;
    }

    /// <summary>1 and −1, of which a batch of 1 and 0 is made.</summary>
    protected override Tensor Targets(Tensor y, Tensor p) => SignTargets.Of(y, base.Targets(y, p));

    /// <inheritdoc/>
    public override void CheckTargets(Tensor y, Shape prediction, string layer = "the last layer")
    {
        base.CheckTargets(y, prediction, layer);
        SignTargets.Check(nameof(SquaredHinge), y);
    }

    /// <summary>A loss with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static SquaredHinge FromConfig(Config config) => Make(config, c => new SquaredHinge());
}
