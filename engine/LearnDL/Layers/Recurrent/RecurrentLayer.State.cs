using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

// The states a recurrent layer begins in, and those it keeps from batch to batch.
public abstract partial class RecurrentLayer<TStep>
{
    RecurrentState kept, remembered; // of a stateful layer
    bool remembersNone;

    /// <summary>Forgets the state that a stateful layer keeps: the next batch begins with 0.</summary>
    public override void ResetState() => kept = default;

    internal override void CheckStates(int samples, int batch)
    {
        if (Settings.Stateful && batch != samples)
            throw new ShapeException(
                $"{this} is stateful: every batch goes on where the one before ended, so all need the same samples.",
                $"batches of {samples}, and a number of samples that {samples} divides", $"a batch of {batch}",
                $"Choose another batchSize, or leave {batch % samples} samples out.");
        CheckKept(samples);
    }

    /// <summary>Makes the next batch of a stateful layer begin in this state.</summary>
    internal void SetState(RecurrentState state) =>
        kept = new RecurrentState(state.H.Keep(), state.C.HasValue ? state.C.Keep() : default);

    void CheckKept(int samples)
    {
        if (kept.HasValue && kept.H.Shape[0] != samples)
            throw new ShapeException($"{this} is stateful and keeps the states of {kept.H.Shape[0]} samples.",
                $"batches of {kept.H.Shape[0]} samples", $"{samples}",
                "Use the same batch size, or let the states be forgotten first: "
                    + "model.ResetStates(), or ResetState() of the layer.");
    }

    /// <summary>A state of zeros, a row for every sample.</summary>
    internal RecurrentState Zeros(int samples, DType dtype)
    {
        var state = NewState(samples, dtype);
        state.H.Fill(0);
        if (HasCellState)
            state.C.Fill(0);
        return state;
    }

    /// <summary>A place for a state, a row for every sample.</summary>
    RecurrentState NewState(int samples, DType dtype)
    {
        Shape shape = [samples, Settings.Units];
        return new(Tensor.New(shape, dtype), HasCellState ? Tensor.New(shape, dtype) : default);
    }

    /// <inheritdoc/>
    public sealed override LayerCall NewCall() => new SequenceCall<TStep>(this);

    /// <summary>
    /// What the layer would make of sequences that begin in a state: that of an encoder, for instance, in which a
    /// decoder begins.
    /// </summary>
    /// <param name="x">The sequences (N, T, D).</param>
    /// <param name="initialState">h (N, U), and c (N, U) of an LSTM: <c>initialState: [h, c]</c>.</param>
    /// <returns>The output; with returnState, the first of all: <c>var (y, h, c) = …</c>.</returns>
    /// <exception cref="ShapeException">The layer cannot take such sequences, or not begin in such a
    /// state.</exception>
    public SymbolicTensor Apply(SymbolicTensor x, SymbolicTensors initialState) => Apply([x, .. initialState]);

    int StateSize => HasCellState ? 2 : 1;

    internal sealed override int OutputCount => Settings.ReturnState ? 1 + StateSize : 1;

    internal sealed override Shape[] ComputeOutputShapes(ReadOnlySpan<Shape> inputShapes)
    {
        if (inputShapes.Length == 0)
            return base.ComputeOutputShapes(inputShapes);
        var y = ComputeOutputShape(inputShapes[0]);
        Shape state = [inputShapes[0][0], Settings.Units];
        if (inputShapes.Length != 1 && inputShapes.Length != 1 + StateSize)
            throw new ShapeException($"{this} was given {inputShapes.Length} tensors.",
                HasCellState ? "sequences alone, or with the state to begin in: h and c"
                    : "sequences alone, or with the state to begin in: h", $"{inputShapes.Length}",
                $"Apply(x, initialState: {(HasCellState ? "[h, c]" : "[h]")}).");
        foreach (var given in inputShapes[1..])
            if (!given.Fits(state))
                throw new ShapeException($"{this} cannot begin in a state of this shape.", $"{state}", $"{given}",
                    $"Give a state of {Settings.Units} units, as its encoder ends in.");
        return !Settings.ReturnState ? [y] : HasCellState ? [y, state, state] : [y, state];
    }

    internal sealed override OutputRange?[] RangesFor(ReadOnlySpan<OutputRange?> inputs, int outputs)
    {
        var h = RangeFor(inputs[0]);
        return outputs switch { 1 => [h], 2 => [h, h], _ => [h, h, null] };
    }

    RecurrentState InitialState(Tensor x, RecurrentState given, out bool isZero)
    {
        Shape shape = [x.Shape[0], Settings.Units];
        if ((given.HasValue || given.C.HasValue) && !(Fits(given.H, true) && Fits(given.C, HasCellState)))
            throw new ShapeException($"{this} cannot begin in this state.",
                HasCellState ? $"h and c, each {shape} {x.DType}" : $"h {shape} {x.DType}, no c",
                $"{Said("h", given.H)}, {Said("c", given.C)}", "Give a row for every sample.");
        CheckKept(x.Shape[0]);
        isZero = !given.HasValue && !kept.HasValue;
        if (given.HasValue || isZero)
            return given.HasValue ? given : Zeros(x.Shape[0], x.DType);
        // a copy: another use of the layer may overwrite what is kept before this one goes back
        var state = NewState(x.Shape[0], x.DType);
        state.CopyFrom(kept);
        return state;

        bool Fits(Tensor part, bool expected) =>
            part.HasValue ? expected && part.Shape == shape && part.DType == x.DType : !expected;
        static string Said(string name, Tensor part) =>
            part.HasValue ? $"{name} {part.DType} {part.Shape}" : $"no {name}";
    }

    /// <summary>A gradient of the final state has the form of that state.</summary>
    void CheckGradients(Tensor dy, RecurrentState dFinal)
    {
        if (!dFinal.HasValue && !dFinal.C.HasValue)
            return;
        Shape shape = [dy.Shape[0], Settings.Units];
        foreach (var (name, part, expected) in (ReadOnlySpan<(string, Tensor, bool)>)
            [("dh", dFinal.H, true), ("dc", dFinal.C, HasCellState)])
            if (part.HasValue != expected || (expected && (part.Shape != shape || part.DType != dy.DType)))
                throw new ShapeException($"{this}: the gradient of the final state does not have the state's form.",
                    expected ? $"{name}: {dy.DType} {shape}" : $"no {name}",
                    part.HasValue ? $"{name}: {part.DType} {part.Shape}" : $"no {name}", "Give one row per sample.");
    }

    void IRecurrentLayer.RememberState()
    {
        remembersNone = !kept.HasValue;
        if (remembersNone)
            return;
        if (remembered.HasValue && remembered.H.Shape == kept.H.Shape)
            remembered.CopyFrom(kept);
        else
            remembered = new RecurrentState(kept.H.Keep(), kept.C.HasValue ? kept.C.Keep() : default);
    }

    void IRecurrentLayer.TakeBackState()
    {
        if (remembersNone)
            kept = default;
        else
            kept.CopyFrom(remembered);
    }

    void IRecurrentLayer.KeepState(TrainingState state)
    {
        IReadOnlyList<Tensor>? parts = !kept.HasValue ? null : HasCellState ? [kept.H, kept.C] : [kept.H];
        state.Field("state", ref parts);
        if (!state.IsLoading)
            return;
        kept = default;
        if (parts is null)
            return;
        if (parts.Count != StateSize || parts.Any(part => part.Rank != 2 || part.Shape != parts[0].Shape
            || part.Shape[1] != Settings.Units || part.DType != Built(RecurrentKernel).Value.DType))
            throw new ConfigException($"The saved state of {this} is none.", $"{StateSize} x (samples, {Settings.Units})",
                string.Join(", ", parts.Select(part => $"{part.DType} {part.Shape}")), TrainingState.Again);
        SetState(new RecurrentState(parts[0], parts.ElementAtOrDefault(1)));
    }

    void KeepState(RecurrentState final)
    {
        if (!Settings.Stateful || Flow is not null) // who only looks changes nothing
            return;
        if (kept.HasValue)
            kept.CopyFrom(final);
        else
            SetState(final);
    }
}
