using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// One use of a recurrent layer in a model. Beside the sequences it may be given the state to begin in, h and c, and it
/// may give the state it ends in beside its output.
/// </summary>
sealed class SequenceCall<TStep>(RecurrentLayer<TStep> layer) : NodeCall(layer) where TStep : struct
{
    RecurrentSaved<TStep> saved;
    Shape output;

    internal override void Forward(ReadOnlySpan<MaskedTensor> x, Span<MaskedTensor> y, in ForwardPass pass)
    {
        var (sequences, mask) = x[0];
        var initial = x.Length > 1 ? new RecurrentState(x[1].X, x.Length > 2 ? x[2].X : default) : default;
        var h = layer.Forward(sequences, mask, initial, pass.OfCall(Number), out saved);
        output = h.Shape;
        y[0] = new MaskedTensor(Charged(h), layer.OutputMask(sequences, mask));
        if (y.Length > 1)
            y[1] = new MaskedTensor(saved.Final.H);
        if (y.Length > 2)
            y[2] = new MaskedTensor(saved.Final.C);
    }

    internal override void Backward(ReadOnlySpan<Tensor> dy, bool fromLogits, Span<Tensor> dx)
    {
        var dFinal = default(RecurrentState);
        if (dy.Length > 1 && (dy[1].HasValue || (dy.Length > 2 && dy[2].HasValue)))
            dFinal = new RecurrentState(OrZeros(dy[1], saved.Final.H),
                dy.Length > 2 ? OrZeros(dy[2], saved.Final.C) : default);
        var dh = dy[0].HasValue ? dy[0] : Zeros(output, saved.Final.H.DType); // only the final state is used
        dx[0] = layer.Backward(WithPenalty(dh), dFinal, saved, out var dInitial);
        if (dx.Length > 1)
            dx[1] = dInitial.H;
        if (dx.Length > 2)
            dx[2] = dInitial.C;
    }

    static Tensor OrZeros(Tensor gradient, Tensor like) =>
        gradient.HasValue ? gradient : Zeros(like.Shape, like.DType);

    static Tensor Zeros(Shape shape, DType dtype)
    {
        var zeros = Tensor.New(shape, dtype);
        zeros.Fill(0);
        return zeros;
    }

    internal override void Skip() => layer.Skip(in saved);
}
