using LearnDL.Backends;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The base of the layers that read a sequence one time step after the other and carry a state along:
/// <see cref="SimpleRNN"/>, <see cref="LSTM"/>, <see cref="GRU"/>. A subclass says what one time step computes, and how
/// its gradient goes back. This class divides a batch into groups of samples, which go through time side by side.
/// <see cref="ForwardThroughTime{TStep}"/> and <see cref="BackwardThroughTime{TStep}"/> hold the two loops. What is
/// done for many time steps at once stands beside them: <see cref="InputProjection{TStep}"/>, the product with the
/// kernel W, and <see cref="GradientSums{TStep}"/>, the sums of the weights' gradients.
/// </summary>
/// <typeparam name="TStep">What the backward pass of one time step needs of its forward pass, by name.</typeparam>
public abstract partial class RecurrentLayer<TStep> : Layer<RecurrentSaved<TStep>>, IRecurrentLayer where TStep : struct
{
    /// <inheritdoc/>
    public sealed override Tensor Forward(Tensor x, bool training, out RecurrentSaved<TStep> saved) =>
        Forward(x, default, default, training, out saved);

    /// <inheritdoc/>
    public sealed override Tensor Forward(Tensor x, Tensor mask, bool training, out RecurrentSaved<TStep> saved) =>
        Forward(x, mask, default, training, out saved);

    /// <inheritdoc/>
    public sealed override Tensor Forward(Tensor x, Tensor mask, in ForwardPass pass,
        out RecurrentSaved<TStep> saved) => Forward(x, mask, default, pass, out saved);

    /// <summary>The hidden state after the last time step (N, U), or after every time step (N, T, U).</summary>
    /// <param name="x">The sequences (N, T, D).</param>
    /// <param name="mask">(N, T): 1 for a real time step, 0 for one that is skipped: the state stays, and the output is
    /// repeated. No tensor where all are real.</param>
    /// <param name="initial">The state to begin in; by default 0, or in a stateful layer the state the batch before
    /// ended in.</param>
    /// <param name="training">Whether dropout applies.</param>
    /// <param name="saved">What Backward needs; its Final is the final state.</param>
    /// <exception cref="ShapeException">The input, the mask or the state has another shape, or a stateful layer keeps
    /// the states of another number of samples.</exception>
    public Tensor Forward(Tensor x, Tensor mask, RecurrentState initial, bool training,
        out RecurrentSaved<TStep> saved) => Forward(x, mask, initial, new ForwardPass(training), out saved);

    internal Tensor Forward(Tensor x, Tensor mask, RecurrentState initial, in ForwardPass pass,
        out RecurrentSaved<TStep> saved)
    {
        var shape = ComputeOutputShape(x.Shape);
        CheckMask(x, mask);
        mask = mask.HasValue ? mask.Cast(x.DType) : mask;
        initial = InitialState(x, initial, out var isZero);
        var N = x.Shape[0];
        var (W, R) = Products(x, pass);
        var groups = GroupCount(x.Shape);
        saved = new RecurrentSaved<TStep>(Arena.NewArray<RecurrentGroup<TStep>>(groups), groups, NewState(N, x.DType));
        var y = Tensor.New(shape, x.DType);
        var input = new RecurrentInput(x, mask, initial, isZero, W, R);
        ParallelOps.Run(new ForwardThroughTime<TStep>(this, input, saved, y, Arena.WithChildren(groups)), groups);
        if (!pass.Training)
            KeepState(saved.Final); // while learning, Backward keeps it: a batch that fails before changes nothing
        return y;
    }

    /// <summary>
    /// Whether no gradient is carried back past the beginning of time step t (truncated backpropagation).
    /// </summary>
    internal bool IsCut(int t) => t > 0 && Settings.Truncate is { } most && t % most == 0;

    /// <summary>
    /// The groups that the samples are divided into; one where the sizes of the gradients are written
    /// down, which are those over all samples.
    /// </summary>
    int GroupCount(Shape x)
    {
        int N = x[0], T = x[1], D = x[2], U = Settings.Units;
        // the multiply-adds of both products
        var operations = (long)N * T * (D + U) * gates * U;
        return GivenGroups is { } given ? Math.Min(given, N)
            : Flow is not null ? 1
            : SampleGroups.Count(N, operations);
    }

    /// <inheritdoc/>
    public sealed override Tensor Backward(Tensor dy, in RecurrentSaved<TStep> saved) =>
        Backward(dy, default, saved, out _);

    /// <summary>
    /// Backpropagation through time (Werbos 1990): dx from dy, and from the gradient of the
    /// final state, if something else used it.
    /// </summary>
    /// <param name="dy">The gradient of the output, of its shape.</param>
    /// <param name="dFinal">The gradient of the final state; none by default.</param>
    /// <param name="saved">What Forward saved.</param>
    /// <param name="dInitial">The gradient of the state the sequence began in.</param>
    public Tensor Backward(Tensor dy, RecurrentState dFinal, in RecurrentSaved<TStep> saved,
        out RecurrentState dInitial)
    {
        CheckGradients(dy, dFinal);
        var first = saved.Groups[0];
        dInitial = NewState(dy.Shape[0], dy.DType);
        var dx = NeedsInputGradient ? Tensor.New([dy.Shape[0], first.Times, first.X.Shape[1]], dy.DType) : default;
        var gradients = Gradients(saved.Count);
        var transposedR = Built(RecurrentKernel).Value.Transpose();
        ParallelOps.Run(new BackwardThroughTime<TStep>(this, saved, dy, dFinal, transposedR, gradients, dx, dInitial,
            Arena.WithChildren(saved.Count)), saved.Count);
        for (var group = 1; group < saved.Count; group++)
            gradients[0].Add(gradients[group]);
        KeepState(saved.Final);
        return dx;
    }

    internal sealed override void Skip(in RecurrentSaved<TStep> saved) => KeepState(saved.Final);

    /// <summary>
    /// The first group adds to the weights' gradients themselves; others, which may run at the
    /// same time, to tensors of their own.
    /// </summary>
    RecurrentGradients[] Gradients(int groups)
    {
        var gradients = Arena.NewArray<RecurrentGradients>(groups);
        Parameter W = Built(Kernel), R = Built(RecurrentKernel);
        gradients[0] = new(W.Gradient, R.Gradient, Bias?.Gradient ?? default);
        for (var group = 1; group < groups; group++)
            gradients[group] = new(NewLike(W), NewLike(R), Bias is { } b ? NewLike(b) : default);
        return gradients;
    }

    private protected static Tensor NewLike(Tensor x) => Tensor.New(x.Shape, x.DType);

    /// <summary>
    /// One time step forward: the new state from the state before and the input's share of the sums.
    /// </summary>
    /// <param name="xW">x·W + b of this time step (N, G·U); it may be overwritten.</param>
    /// <param name="previous">The state before (N, U).</param>
    /// <param name="R">The product with the recurrent kernel.</param>
    /// <param name="saved">What StepBack needs.</param>
    protected internal abstract RecurrentState Step(Tensor xW, RecurrentState previous, in GateProduct R,
        out TStep saved);

    /// <summary>One time step back: the gradient of the state before from the gradient of the state after.</summary>
    /// <param name="d">The gradient of the state after the time step (N, U): by way of the output and of all later time
    /// steps.</param>
    /// <param name="saved">What Step saved.</param>
    /// <param name="R">The product with the recurrent kernel.</param>
    /// <param name="dz">Where the gradient of xW goes (N, G·U).</param>
    protected internal abstract RecurrentState StepBack(RecurrentState d, in TStep saved, in GateProduct R, Tensor dz);

    /// <summary>
    /// Adds to the recurrent kernel's gradient what the time steps first..last − 1 give: dR += hPrevᵀ·dz, for a layer
    /// with z = x·W + hPrev·R + b. H begins with the state before the first time step, so its rows t are hPrev of t.
    /// </summary>
    internal virtual void AddRecurrentGradient(in RecurrentGroup<TStep> s, int first, int last, Tensor dz,
        in RecurrentGradients gradients) =>
        s.R.AddGradient(s.H[s.Rows(first, last)], dz, gradients.RecurrentKernel);

    /// <summary>The part of the bias, or of its gradient, that is added to x·W.</summary>
    internal virtual Tensor InputBias(Tensor bias) => bias;
}
