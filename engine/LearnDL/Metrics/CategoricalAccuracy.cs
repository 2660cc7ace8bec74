using LearnDL.Tensors;

namespace LearnDL.Metrics;

/// <summary>The share of rows whose largest output is the class that the one-hot target names.</summary>
public sealed class CategoricalAccuracy(string name = "categorical_accuracy") : Metric(name)
{
    /// <inheritdoc/>
    public override bool LargerIsBetter => true;

    /// <inheritdoc/>
    protected override void CheckShape(Shape y, Shape p)
    {
        if (y != p)
            throw Misfit(y, p);
    }

    /// <inheritdoc/>
    protected override Tensor RowValues(Tensor y, Tensor p) => p.ArgMax().Equal(y.ArgMax()).Reshape(-1);
}
