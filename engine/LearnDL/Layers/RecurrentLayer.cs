using LearnDL.Backends;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The base of the layers that read a sequence step by step and carry a state along: <see cref="SimpleRNN"/>, <see cref="LSTM"/>, <see cref="GRU"/>.
/// A subclass says what one step computes, and how its gradient goes back. This class does once what is the same for all steps, the products
/// with the kernel W and the sums of the weights' gradients; <see cref="ForwardThroughTime{TStep}"/> and <see cref="BackwardThroughTime{TStep}"/> hold the two loops.
/// </summary>
/// <typeparam name="TStep">What the backward pass of one step needs of its forward pass, by name.</typeparam>
public abstract partial class RecurrentLayer<TStep> : Layer<RecurrentSaved<TStep>>, IRecurrentLayer where TStep : struct
{
    /// <inheritdoc/>
    public sealed override Tensor Forward(Tensor x, bool training, out RecurrentSaved<TStep> saved) => Forward(x, default, default, training, out saved);

    /// <inheritdoc/>
    public sealed override Tensor Forward(Tensor x, Tensor mask, bool training, out RecurrentSaved<TStep> saved) => Forward(x, mask, default, training, out saved);

    /// <summary>The hidden state after the last step (N, U), or after every step (N, T, U).</summary>
    /// <param name="x">The sequences (N, T, D).</param>
    /// <param name="mask">1 for a real step, 0 for one that is skipped: the state stays, and the output is repeated (N, T); no tensor where all are real.</param>
    /// <param name="initial">The state to begin in; by default 0, or in a stateful layer the state the batch before ended in.</param>
    /// <param name="training">Whether dropout applies.</param>
    /// <param name="saved">What Backward needs; <see cref="RecurrentSaved{TStep}.Final"/> is the final state.</param>
    public Tensor Forward(Tensor x, Tensor mask, RecurrentState initial, bool training, out RecurrentSaved<TStep> saved)
    {
        _ = OutputShape(x.Shape);
        CheckMask(x, mask);
        initial = InitialState(x, initial, out var isZero);
        int N = x.Shape[0], T = x.Shape[1], U = Settings.Units;
        var (W, R) = Products(x, training);
        var xt = TimeMajor(x);                                                       // (T·N, D)
        var z = W.Dot(xt);                                                           // x·W + b of all steps at once      (T·N, G·U)
        if (Bias is { } b)
            z.AddRow(InputBias(b.Value), into: z);
        var m = mask.HasValue ? TimeMajor(mask.ExpandDims()).Reshape(-1) : default;  // (T·N)
        var h = Tensor.New([(T + 1) * N, U], x.DType);
        h[..N].CopyFrom(initial.H);
        var final = new RecurrentState(h[(T * N)..], HasCellState ? Tensor.New([N, U], x.DType) : default);
        var parts = Flow is null ? Backend.Current.PartsOf(N, (long)T * N * U * z.Shape[1]) : 1;
        saved = new RecurrentSaved<TStep>(xt, h, m, mask.HasValue && !isZero ? FromFirstRealStep(m, N) : default, W, R, Arena.NewArray<TStep>(T * parts), parts, final);
        Backend.Current.RunParts(new ForwardThroughTime<TStep>(this, saved, z, initial, Arena.WithParts(parts)), parts);
        if (!training)
            KeepState(final);
        var y = Settings.ReturnSequences ? h[N..] : final.H;
        if (saved.Shown.HasValue)
            y = y.MultiplyColumn(Settings.ReturnSequences ? saved.Shown : saved.Shown[^N..]);
        return Settings.ReturnSequences ? SampleMajor(y, N, isInput: false) : y;
    }

    /// <inheritdoc/>
    public sealed override Tensor Backward(Tensor dy, in RecurrentSaved<TStep> saved) => Backward(dy, default, saved, out _);

    /// <summary>Backpropagation through time (Werbos 1990): dx from dy, and from the gradient of the final state, if something else used it.</summary>
    /// <param name="dy">The gradient of the output, of its shape.</param>
    /// <param name="dFinal">The gradient of the final state; none by default.</param>
    /// <param name="s">What Forward saved.</param>
    /// <param name="dInitial">The gradient of the state the sequence began in.</param>
    public Tensor Backward(Tensor dy, RecurrentState dFinal, in RecurrentSaved<TStep> s, out RecurrentState dInitial)
    {
        int N = s.Samples;
        if (Settings.ReturnSequences)
            dy = TimeMajor(dy, isInput: false);                                      // (T·N, U)
        if (s.Shown.HasValue)
            dy = dy.MultiplyColumn(Settings.ReturnSequences ? s.Shown : s.Shown[^N..]);
        var dz = Tensor.New([s.X.Shape[0], Built(RecurrentKernel).Value.Shape[1]], dy.DType); // of all steps                      (T·N, G·U)
        dInitial = Zeros(N, dy.DType);
        Backend.Current.RunParts(new BackwardThroughTime<TStep>(this, s with { R = s.R.Turned() }, dy, dFinal, dz, dInitial, Arena.WithParts(s.Parts)), s.Parts);

        s.W.AddGradient(s.X, dz, Built(Kernel).Gradient);                            // dW += xᵀ·dz
        AddRecurrentGradient(s, dz);                                                 // dR += hPrevᵀ·dz
        if (Bias is { } b)
            dz.SumRows(addTo: InputBias(b.Gradient));                                // db += Σ dz
        KeepState(s.Final);
        return NeedsInputGradient ? SampleMajor(s.W.DotTransposed(dz), N, isInput: true) : default; // dx = dz·Wᵀ
    }

    internal sealed override void Skip(in RecurrentSaved<TStep> saved) => KeepState(saved.Final);

    /// <summary>
    /// One step forward: the new state from the state before and the input's share of the sums.
    /// </summary>
    /// <param name="xW">x·W + b of this step (n, G·U); it may be overwritten.</param>
    /// <param name="previous">The state before, (n, U).</param>
    /// <param name="R">The product with the recurrent kernel.</param>
    /// <param name="saved">What StepBack needs.</param>
    protected internal abstract RecurrentState Step(Tensor xW, RecurrentState previous, in GateProduct R, out TStep saved);

    /// <summary>One step back: the gradient of the state before from the gradient of the state after.</summary>
    /// <param name="d">The gradient of the state after the step: by way of the output and of all later steps.</param>
    /// <param name="saved">What Step saved.</param>
    /// <param name="R">The product with the recurrent kernel.</param>
    /// <param name="dz">Where the gradient of xW goes (n, G·U).</param>
    protected internal abstract RecurrentState StepBack(RecurrentState d, in TStep saved, in GateProduct R, Tensor dz);

    /// <summary>Adds to the recurrent kernel's gradient what all steps give: dR += hPrevᵀ·dz, for a layer with z = x·W + hPrev·R + b.</summary>
    private protected virtual void AddRecurrentGradient(in RecurrentSaved<TStep> s, Tensor dz) =>
        s.R.AddGradient(s.H[..^s.Samples], dz, Built(RecurrentKernel).Gradient);

    /// <summary>The part of the bias, or of its gradient, that is added to x·W.</summary>
    private protected virtual Tensor InputBias(Tensor bias) => bias;
}
