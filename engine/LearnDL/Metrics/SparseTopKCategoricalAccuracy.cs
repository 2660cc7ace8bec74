using LearnDL.Losses;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Metrics;

/// <summary>
/// The share of rows whose class, named by the target's number, has one of the k largest outputs; equal ones count as
/// largest together.
/// </summary>
/// <param name="k">How many, 5 by default.</param>
/// <param name="name">The key in logs.</param>
/// <exception cref="HyperparameterException">k is below 1.</exception>
public sealed class SparseTopKCategoricalAccuracy(int k = 5, string name = "sparse_top_k_categorical_accuracy")
    : MeanMetric(name)
{
    readonly int k = Hyperparameter.AtLeast(1, k, "k");

    /// <inheritdoc/>
    public override bool LargerIsBetter => true;

    internal override string? Doubt(Tensor y, Shape prediction, Loss loss) =>
        TargetRows.AreClasses(y, prediction[-1]) ? TopK.Doubt(Name, k, prediction)
        : $"\"{Name}\" compares classes with targets that are not whole numbers 0..{prediction[-1] - 1}: "
            + "such rows can never be matched.";

    /// <inheritdoc/>
    protected override void CheckShape(Shape y, Shape p)
    {
        if (!TargetShape.IsClasses(y, p))
            throw Misfit(y, p.WithoutLast, "For one-hot targets, use \"top_k_categorical_accuracy\".");
    }

    /// <inheritdoc/>
    protected override Tensor RowValues(Tensor y, Tensor p) => TopK.AreIn(y, p, k);

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig()) { { "k", k } };

    /// <summary>A metric with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static SparseTopKCategoricalAccuracy FromConfig(Config config) =>
        Make(config, c =>
        {
            c.Only("from_sorted_ids", false);
            return new SparseTopKCategoricalAccuracy(c.Int("k", 5),
                c.Name ?? "sparse_top_k_categorical_accuracy");
        });
}
