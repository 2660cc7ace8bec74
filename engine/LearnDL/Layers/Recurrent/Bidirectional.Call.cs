using LearnDL.Activations;
using LearnDL.Tensors;

namespace LearnDL.Layers;

// One use of the layer: both directions, and what is made of their outputs.
public sealed partial class Bidirectional
{
    int StateSize => ForwardLayer is IRecurrentLayer { HasCellState: true } ? 2 : 1;

    /// <summary>How many outputs come before the states: one that is merged, or both.</summary>
    int Merged => mergeMode is null ? 2 : 1;

    internal override int OutputCount =>
        Merged + (SettingsOf(ForwardLayer, nameof(Bidirectional)).ReturnState ? 2 * StateSize : 0);

    /// <summary>What the layer would make of sequences that both directions begin in a state of their own.</summary>
    /// <param name="x">The sequences (N, T, D).</param>
    /// <param name="initialState">The states of the forward layer, then those of the backward layer: [h, h], or
    /// [h, c, h, c] of an LSTM.</param>
    /// <exception cref="ShapeException">The layer cannot take such sequences, or not begin in such states.</exception>
    public SymbolicTensor Apply(SymbolicTensor x, SymbolicTensors initialState) => Apply([x, .. initialState]);

    internal override Shape[] ComputeOutputShapes(ReadOnlySpan<Shape> inputShapes)
    {
        if (inputShapes.Length != 1 && inputShapes.Length != 1 + 2 * StateSize)
            throw new ShapeException($"{this} was given {inputShapes.Length} tensors.",
                "sequences alone, or with a state for each direction", $"{inputShapes.Length}",
                $"Apply(x, initialState: {(StateSize == 2 ? "[h, c, h, c]" : "[h, h]")}).");
        var states = (inputShapes.Length - 1) / 2;
        var first = ForwardLayer.ComputeOutputShapes([inputShapes[0], .. inputShapes.Slice(1, states)]);
        var second = BackwardLayer.ComputeOutputShapes([inputShapes[0], .. inputShapes.Slice(1 + states, states)]);
        Shape[] outputs = mergeMode is null ? [first[0], second[0]] : [ComputeOutputShape(inputShapes[0])];
        return [.. outputs, .. first[1..], .. second[1..]];
    }

    internal override OutputRange?[] RangesFor(ReadOnlySpan<OutputRange?> inputs, int outputs)
    {
        var ranges = new OutputRange?[outputs];
        ranges[0] = RangeFor(inputs[0]);
        if (mergeMode is null)
            ranges[1] = BackwardLayer.RangeFor(inputs[0]);
        return ranges;
    }

    /// <inheritdoc/>
    public override LayerCall NewCall() => new Call(this);

    sealed class Call(Bidirectional layer) : NodeCall(layer)
    {
        readonly LayerCall forward = layer.ForwardLayer.NewCall(), backward = layer.BackwardLayer.NewCall();
        readonly Pass there = new(), back = new();
        Tensor mask; // of the output

        internal override bool HasPenalty => base.HasPenalty || forward.HasPenalty || backward.HasPenalty;

        internal override double Penalty => base.Penalty + forward.Penalty + backward.Penalty;

        internal override int SetNumber(int number) => backward.SetNumber(forward.SetNumber(base.SetNumber(number)));

        internal override void Forward(ReadOnlySpan<MaskedTensor> x, Span<MaskedTensor> y, in ForwardPass pass)
        {
            forward.RowsPerSample = backward.RowsPerSample = RowsPerSample;
            var (given, returned) = ((x.Length - 1) / 2, (y.Length - layer.Merged) / 2); // states
            there.Take(x[0], x.Slice(1, given), returned);
            back.Take(x[0], x.Slice(1 + given, given), returned);
            forward.Forward(there.X, there.Y, pass);                      // (N, T, U) or (N, U); then there is no mask
            backward.Forward(back.X, back.Y, pass);
            back.Y[0] = new MaskedTensor(InTime(back.Y[0].X));
            mask = there.Y[0].Mask;
            Give(y);
            there.Y.AsSpan(1).CopyTo(y[layer.Merged..]);
            back.Y.AsSpan(1).CopyTo(y[(layer.Merged + returned)..]);
        }

        /// <summary>The outputs that come before the states.</summary>
        void Give(Span<MaskedTensor> y)
        {
            Tensor h = there.Y[0].X, hBack = back.Y[0].X;
            if (layer.mergeMode is null)
            {
                y[1] = new MaskedTensor(Shown(hBack, into: default), mask);
                y[0] = new MaskedTensor(Charged(Shown(h, into: default)), mask);
                return;
            }
            var merged = layer.Merge(h, hBack);
            y[0] = new MaskedTensor(Charged(Shown(merged, merged)), mask);
        }

        /// <summary>0 at masked time steps.</summary>
        Tensor Shown(Tensor y, Tensor into) => mask.HasValue ? y.MultiplyColumn(mask, into) : y;

        internal override void Backward(ReadOnlySpan<Tensor> dy, bool fromLogits, Span<Tensor> dx)
        {
            var (given, returned) = ((dx.Length - 1) / 2, (dy.Length - layer.Merged) / 2);
            var dh = WithPenalty(dy[0]);
            var dhBack = layer.mergeMode is null ? dy[1] : dh;
            (dh, dhBack) = (Hidden(dh), Hidden(dhBack));
            if (layer.mergeMode is not null && dh.HasValue)
                (dh, dhBack) = layer.Unmerge(dh, there.Y[0].X, back.Y[0].X);
            there.TakeBack(dh, dy.Slice(layer.Merged, returned));
            back.TakeBack(dhBack.HasValue ? InTime(dhBack) : default, dy.Slice(layer.Merged + returned, returned));
            forward.Layer.NeedsInputGradient = backward.Layer.NeedsInputGradient = layer.NeedsInputGradient;
            forward.Backward(there.Dy, fromLogits: false, there.Dx);
            backward.Backward(back.Dy, fromLogits: false, back.Dx);
            dx[0] = there.Dx[0].HasValue ? there.Dx[0].Add(back.Dx[0]) : default; // both read x
            there.Dx.AsSpan(1).CopyTo(dx[1..]);
            back.Dx.AsSpan(1).CopyTo(dx[(1 + given)..]);
        }

        Tensor Hidden(Tensor dy) => dy.HasValue && mask.HasValue ? dy.MultiplyColumn(mask) : dy;

        internal override void Skip()
        {
            forward.Skip();
            backward.Skip();
        }
    }

    /// <summary>What goes in and comes out of one direction, the states behind the sequences.</summary>
    sealed class Pass
    {
        public MaskedTensor[] X { get; private set; } = [];

        public MaskedTensor[] Y { get; private set; } = [];

        public Tensor[] Dx { get; private set; } = [];

        public Tensor[] Dy { get; private set; } = [];

        public void Take(MaskedTensor x, ReadOnlySpan<MaskedTensor> states, int returned)
        {
            if (X.Length != 1 + states.Length || Y.Length != 1 + returned)
                (X, Y, Dx, Dy) = (new MaskedTensor[1 + states.Length], new MaskedTensor[1 + returned],
                    new Tensor[1 + states.Length], new Tensor[1 + returned]);
            X[0] = x;
            states.CopyTo(X.AsSpan(1));
        }

        public void TakeBack(Tensor dy, ReadOnlySpan<Tensor> states)
        {
            Dy[0] = dy;
            states.CopyTo(Dy.AsSpan(1));
        }
    }
}
