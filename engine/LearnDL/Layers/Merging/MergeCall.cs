using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>One use of a merging layer. Its Backward needs the inputs.</summary>
sealed class MergeCall(Merge layer) : NodeCall(layer)
{
    MaskedTensor[] inputs = [];

    internal override void Forward(ReadOnlySpan<MaskedTensor> x, Span<MaskedTensor> y, in ForwardPass pass)
    {
        if (inputs.Length != x.Length)
            inputs = new MaskedTensor[x.Length];
        x.CopyTo(inputs);
        var output = layer.Forward(x);
        y[0] = new MaskedTensor(Charged(output), layer.OutputMask(x, output.Shape));
    }

    internal override void Backward(ReadOnlySpan<Tensor> dy, bool fromLogits, Span<Tensor> dx) =>
        layer.Backward(WithPenalty(dy[0]), inputs, dx);
}
