using System.Runtime.CompilerServices;
using LearnDL.Numbers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Losses;

/// <summary>
/// ℓ = Σ max(1 − yp, 0) / K: for yes or no as 1 and −1, and scores p of which the sign decides; an answer that is
/// right by a margin of 1 costs nothing (Cortes and Vapnik 1995). Targets 1 and 0 are taken for 1 and −1, as in
/// Keras. The slope at the bend, yp = 1, is 0.
/// </summary>
public sealed class Hinge() : Loss("hinge")
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
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Loss<V>(V y, V p) where V : struct, INumbers<V> => V.Max(1 - y * p, 0);

        // dp = −y where yp < 1, else 0
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Slope<V>(V y, V p) where V : struct, INumbers<V> => V.IfGreater(1 - y * p, 0, -y, 0);
    }

    /// <summary>1 and −1, of which a batch of 1 and 0 is made.</summary>
    protected override Tensor Targets(Tensor y, Tensor p) => SignTargets.Of(y, base.Targets(y, p));

    /// <inheritdoc/>
    public override void CheckTargets(Tensor y, Shape prediction, string layer = "the last layer")
    {
        base.CheckTargets(y, prediction, layer);
        SignTargets.Check(nameof(Hinge), y);
    }

    /// <summary>A loss with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Hinge FromConfig(Config config) => Make(config, c => new Hinge());
}
