using LearnDL.Tensors;

namespace LearnDL.Metrics;

/// <summary>The share of rows whose largest output is the class that the target's number names.</summary>
public sealed class SparseCategoricalAccuracy(string name = "sparse_categorical_accuracy") : Metric(name)
{
    /// <inheritdoc/>
    public override bool LargerIsBetter => true;

    /// <inheritdoc/>
    public override void CheckTargets(Tensor y, Shape prediction)
    {
        var expected = prediction.With(0, y.Shape[0]).WithoutLast;
        if (y.Shape != expected && y.Shape != expected.Concat([1]))
            throw Misfit(y, expected);
    }

    /// <inheritdoc/>
    protected override double Sum(Tensor y, Tensor p) => p.ArgMax().Equal(y.Cast(DType.Int32).Reshape(p.Shape.WithoutLast)).Sum().Item();
}
