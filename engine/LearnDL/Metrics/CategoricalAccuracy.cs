using LearnDL.Losses;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Metrics;

/// <summary>The share of rows whose largest output is the class that the one-hot target names.</summary>
public sealed class CategoricalAccuracy(string name = "categorical_accuracy") : MeanMetric(name)
{
    /// <inheritdoc/>
    public override bool LargerIsBetter => true;

    internal override string? Doubt(Tensor y, Shape prediction, Loss loss) => TargetRows.OddRow(y) is not { } odd ? null
        : $"\"{Name}\" expects exactly one class per row, but the targets have {odd}. "
            + (TargetRows.AreYesOrNo(y) ? "Labels that may go together are counted by \"binary_accuracy\"."
                : "Numbers to predict are measured by \"mae\" or \"mse\".");

    /// <inheritdoc/>
    protected override void CheckShape(Shape y, Shape p)
    {
        if (y != p)
            throw Misfit(y, p);
    }

    /// <inheritdoc/>
    protected override Tensor RowValues(Tensor y, Tensor p) => p.ArgMax().Equal(y.ArgMax()).Reshape(-1);

    /// <summary>A metric with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static CategoricalAccuracy FromConfig(Config config) =>
        Make(config, c => new CategoricalAccuracy(c.Name ?? "categorical_accuracy"));
}
