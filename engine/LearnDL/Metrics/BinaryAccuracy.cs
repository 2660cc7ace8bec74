using System.Runtime.CompilerServices;
using LearnDL.Losses;
using LearnDL.Numbers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Metrics;

/// <summary>
/// The share of outputs on the right side of the threshold: above it means yes, at it still no, as in Keras.
/// </summary>
public sealed class BinaryAccuracy(double threshold = 0.5, string name = "binary_accuracy") : MeanMetric(name)
{
    /// <inheritdoc/>
    public override bool LargerIsBetter => true;

    internal override string? Doubt(Tensor y, Shape prediction, Loss loss) =>
        !TargetRows.AreYesOrNo(y)
            ? $"\"{Name}\" compares yes or no with targets that are neither 1 nor 0: such targets can never be "
                + "matched. Numbers to predict are measured by \"mae\" or \"mse\"; "
                + "labels -1 and 1 need mapping to 0 and 1."
        : loss.Meaning == OutputMeaning.Scores && threshold > 0
            ? $"\"{Name}\" takes an output above {threshold} for a yes, but {loss.Name} decides by the sign. "
                + "Use new BinaryAccuracy(threshold: 0)."
        : null;

    /// <inheritdoc/>
    protected override void CheckShape(Shape y, Shape p) => WantTargetPerOutput(y, p);

    /// <inheritdoc/>
    protected override Tensor RowValues(Tensor y, Tensor p)
    {
        var hits = Tensor.New(p.Shape, p.DType);
        Formula.Run(new Hit(threshold), hits, y.Cast(p.DType).Reshape(p.Shape), p, hits);
        return hits.Mean(-1).Reshape(-1);
    }

    /// <summary>1 where p says the same as y, 0 elsewhere. Operands: 0 is y, 1 p, 2 the result.</summary>
    readonly struct Hit(double threshold) : IFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void IFormula.Compute<V, TPlaces>(TPlaces at)
        {
            V t = threshold;
            for (var n = 0; n < at.Length; n += V.Count)
                at[2, n] = Equal.Of(V.IfGreater(at[1, n], t, 1, 0), at[0, n]);
        }
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig()) { { "threshold", threshold } };

    /// <summary>A metric with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static BinaryAccuracy FromConfig(Config config) =>
        Make(config, c => new BinaryAccuracy(c.Number("threshold", 0.5), c.Name ?? "binary_accuracy"));
}
