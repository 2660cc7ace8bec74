using LearnDL.Losses;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Metrics;

/// <summary>
/// The share of rows whose class, named by a one-hot target, has one of the k largest outputs; equal ones count as
/// largest together.
/// </summary>
/// <param name="k">How many, 5 by default.</param>
/// <param name="name">The key in logs.</param>
/// <exception cref="HyperparameterException">k is below 1.</exception>
public sealed class TopKCategoricalAccuracy(int k = 5, string name = "top_k_categorical_accuracy") : MeanMetric(name)
{
    readonly int k = Hyperparameter.AtLeast(1, k, "k");

    /// <inheritdoc/>
    public override bool LargerIsBetter => true;

    internal override string? Doubt(Tensor y, Shape prediction, Loss loss) =>
        TargetRows.OddRow(y) is not { } odd ? TopK.Doubt(Name, k, prediction)
        : $"\"{Name}\" expects exactly one class per row, but the targets have {odd}.";

    /// <inheritdoc/>
    protected override void CheckShape(Shape y, Shape p)
    {
        if (y != p)
            throw Misfit(y, p, "For class numbers, use \"sparse_top_k_categorical_accuracy\".");
    }

    /// <inheritdoc/>
    protected override Tensor RowValues(Tensor y, Tensor p) => TopK.AreIn(y.ArgMax(), p, k);

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig()) { { "k", k } };

    /// <summary>A metric with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static TopKCategoricalAccuracy FromConfig(Config config) =>
        Make(config, c => new TopKCategoricalAccuracy(c.Int("k", 5), c.Name ?? "top_k_categorical_accuracy"));
}
