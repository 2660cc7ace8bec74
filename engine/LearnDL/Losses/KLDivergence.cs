using System.Runtime.CompilerServices;
using LearnDL.Numbers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Losses;

/// <summary>
/// ℓ = Σ y ln(y / p): how far the shares p are from the shares y (Kullback and Leibler 1951). It is the
/// cross-entropy less what no prediction can avoid, so the best is 0. Both are held within [ε, 1], ε = 1e-7, as in
/// Keras; the slope is 0 outside.
/// </summary>
public sealed class KLDivergence() : Loss("kl_divergence")
{
    /// <inheritdoc/>
    public override OutputMeaning Meaning => OutputMeaning.Shares;

    internal override bool MakesShares => false;

    /// <inheritdoc/>
    protected internal override Tensor RowLoss(Tensor y, Tensor p) =>
        OutputLoss.Sum(new Equation(Settings.Epsilon), y, p);

    /// <inheritdoc/>
    protected internal override Tensor RowGradient(Tensor y, Tensor p) =>
        OutputLoss.Slopes(new Equation(Settings.Epsilon), y, p);

    readonly struct Equation(double epsilon) : IOutputLoss
    {
        // ℓ = y ln(y / p)
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Loss<V>(V y, V p) where V : struct, INumbers<V>
        {
            y = V.Min(V.Max(y, epsilon), 1);
            return y * V.Log(y / V.Min(V.Max(p, epsilon), 1));
        }

        // dp = −y / p, 0 where p is held
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Slope<V>(V y, V p) where V : struct, INumbers<V>
        {
            V held = V.Min(V.Max(p, epsilon), 1), dp = -V.Min(V.Max(y, epsilon), 1) / held;
            return V.IfEqual(held, p, dp, 0);
        }
    }

    /// <inheritdoc/>
    public override void CheckTargets(Tensor y, Shape prediction, string layer = "the last layer")
    {
        if (prediction[-1] == 1)
            throw OneHotTargets.SingleOutput(Name, layer, "binary_crossentropy");
        OneHotTargets.CheckShape(nameof(KLDivergence), y, prediction, layer);
        base.CheckTargets(y, prediction, layer);
        TargetRows.CheckShares(nameof(KLDivergence), y);
    }

    internal override string? Doubt(Tensor y) => TargetRows.OddRow(y, needsLargest: false) is not { } odd ? null
        : $"{Name} compares shares that sum to 1, but targets have {odd}.";

    /// <summary>A loss with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static KLDivergence FromConfig(Config config) => Make(config, c => new KLDivergence());
}
