using LearnDL.Losses;
using LearnDL.Tensors;

namespace LearnDL.Metrics;

/// <summary>The share of rows whose largest output is the class that the target's number names.</summary>
public sealed class SparseCategoricalAccuracy(string name = "sparse_categorical_accuracy") : Metric(name)
{
    /// <inheritdoc/>
    public override bool LargerIsBetter => true;

    /// <inheritdoc/>
    protected override void CheckShape(Shape y, Shape p)
    {
        if (!TargetShape.IsClasses(y, p))
            throw Misfit(y, p.WithoutLast);
    }

    /// <inheritdoc/>
    protected override Tensor RowValues(Tensor y, Tensor p) => p.ArgMax().Equal(y.Cast(DType.Int32).Reshape(p.Shape.WithoutLast)).Reshape(-1);
}
