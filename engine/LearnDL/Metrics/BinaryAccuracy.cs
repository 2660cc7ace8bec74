using LearnDL.Tensors;

namespace LearnDL.Metrics;

/// <summary>The share of outputs on the right side of the threshold: above it means yes, at it still no, as in Keras.</summary>
public sealed class BinaryAccuracy(double threshold = 0.5, string name = "binary_accuracy") : Metric(name)
{
    /// <inheritdoc/>
    public override bool LargerIsBetter => true;

    /// <inheritdoc/>
    protected override Tensor RowValues(Tensor y, Tensor p)
    {
        var yes = p.Shift(-threshold).Positive();
        return yes.Equal(y.Cast(p.DType).Reshape(p.Shape)).Mean(-1).Reshape(-1);
    }
}
