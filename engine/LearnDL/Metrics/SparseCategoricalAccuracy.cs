using LearnDL.Losses;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Metrics;

/// <summary>The share of rows whose largest output is the class that the target's number names.</summary>
public sealed class SparseCategoricalAccuracy(string name = "sparse_categorical_accuracy") : MeanMetric(name)
{
    /// <inheritdoc/>
    public override bool LargerIsBetter => true;

    internal override string? Doubt(Tensor y, Shape prediction, Loss loss)
    {
        var classes = Math.Max(2, prediction[-1]);
        return TargetRows.AreClasses(y, classes) ? null
            : $"\"{Name}\" compares classes with targets that are not whole numbers 0..{classes - 1}: "
                + "such rows can never be matched. Numbers to predict are measured by \"mae\" or \"mse\".";
    }

    /// <inheritdoc/>
    protected override void CheckShape(Shape y, Shape p)
    {
        if (!TargetShape.IsClasses(y, p))
            throw Misfit(y, p.WithoutLast);
    }

    /// <inheritdoc/>
    protected override Tensor RowValues(Tensor y, Tensor p)
    {
        var (best, labels) = (p.ArgMax(), y.Reshape(p.Shape.WithoutLast));
        return labels.IsFloat ? best.Cast(labels.DType).Equal(labels).Reshape(-1) // 1.5 is not class 1
            : best.Equal(labels.Cast(DType.Int32)).Reshape(-1);
    }

    /// <summary>A metric with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static SparseCategoricalAccuracy FromConfig(Config config) =>
        Make(config, c => new SparseCategoricalAccuracy(c.Name ?? "sparse_categorical_accuracy"));
}
