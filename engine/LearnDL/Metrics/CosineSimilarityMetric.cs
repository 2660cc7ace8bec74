using LearnDL.Losses;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Metrics;

/// <summary>
/// The cosine of the angle between y and p, a mean over rows: 1 where they point the same way. It is the loss
/// <see cref="CosineSimilarity"/> without the minus, as in Keras.
/// </summary>
public sealed class CosineSimilarityMetric(string name = "cosine_similarity") : MeanMetric(name)
{
    readonly CosineSimilarity loss = new();

    /// <inheritdoc/>
    public override bool LargerIsBetter => true;

    /// <inheritdoc/>
    protected override void CheckShape(Shape y, Shape p) => WantTargetPerOutput(y, p);

    /// <inheritdoc/>
    protected override Tensor RowValues(Tensor y, Tensor p) => loss.RowLosses(y, p).Negate();

    /// <summary>A metric with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static CosineSimilarityMetric FromConfig(Config config) =>
        Make(config, c => new CosineSimilarityMetric(c.Name ?? "cosine_similarity"));

    internal override string ClassName => nameof(CosineSimilarity);
}
