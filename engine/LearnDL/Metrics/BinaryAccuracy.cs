using LearnDL.Tensors;

namespace LearnDL.Metrics;

/// <summary>The share of outputs on the right side of the threshold: above it means yes, at it still no, as in Keras.</summary>
public sealed class BinaryAccuracy(double threshold = 0.5, string name = "binary_accuracy") : Metric(name)
{
    /// <inheritdoc/>
    public override bool LargerIsBetter => true;

    /// <inheritdoc/>
    protected override double Sum(Tensor y, Tensor p)
    {
        var yes = p.Shift(-threshold).Positive();
        return yes.Equal(y.Cast(p.DType).Reshape(p.Shape)).Sum().Item() / p.Shape[-1];
    }
}
