using LearnDL.Losses;
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
        var yes = p.Shift(-threshold).Positive();
        return yes.Equal(y.Cast(p.DType).Reshape(p.Shape)).Mean(-1).Reshape(-1);
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig()) { { "threshold", threshold } };

    /// <summary>A metric with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static BinaryAccuracy FromConfig(Config config) =>
        Make(config, c => new BinaryAccuracy(c.Number("threshold", 0.5), c.Name ?? "binary_accuracy"));
}
