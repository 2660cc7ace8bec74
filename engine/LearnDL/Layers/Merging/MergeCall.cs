using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>One use of a merging layer. Its Backward needs the inputs.</summary>
sealed class MergeCall(Merge layer) : LayerCall(layer)
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

    public override Tensor Forward(Tensor x, ref Tensor mask, bool training)
    {
        var y = default(MaskedTensor);
        Forward([new MaskedTensor(x, mask)], new Span<MaskedTensor>(ref y), new ForwardPass(training));
        mask = y.Mask;
        return y.X;
    }

    public override Tensor Backward(Tensor dy)
    {
        var dx = default(Tensor);
        Backward([dy], fromLogits: false, new Span<Tensor>(ref dx));
        return dx;
    }
}
