using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// One use of a layer that may have several inputs and outputs. With one of each it does as all others do.
/// </summary>
abstract class NodeCall(Layer layer) : LayerCall(layer)
{
    internal abstract override void Forward(ReadOnlySpan<MaskedTensor> x, Span<MaskedTensor> y, in ForwardPass pass);

    internal abstract override void Backward(ReadOnlySpan<Tensor> dy, bool fromLogits, Span<Tensor> dx);

    public sealed override Tensor Forward(Tensor x, ref Tensor mask, bool training) =>
        Forward(x, ref mask, new ForwardPass(training));

    public sealed override Tensor Forward(Tensor x, ref Tensor mask, in ForwardPass pass)
    {
        var y = default(MaskedTensor);
        Forward([new MaskedTensor(x, mask)], new Span<MaskedTensor>(ref y), pass);
        mask = y.Mask;
        return y.X;
    }

    public sealed override Tensor Backward(Tensor dy) => Back(dy, fromLogits: false);

    public sealed override Tensor BackwardFromLogits(Tensor dz) =>
        Layer.OutputActivation is null ? base.BackwardFromLogits(dz) : Back(dz, fromLogits: true);

    Tensor Back(Tensor dy, bool fromLogits)
    {
        var dx = default(Tensor);
        Backward([dy], fromLogits, new Span<Tensor>(ref dx));
        return dx;
    }
}
