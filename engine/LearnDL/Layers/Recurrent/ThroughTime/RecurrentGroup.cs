using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// A group of samples that go through time together. Time comes first here, in the order of reading, so that the rows
/// of a time step lie side by side: row t·N + n is time step t of sample n.
/// </summary>
/// <param name="X">The input (T·N, D).</param>
/// <param name="H">The hidden states (T·N + N, U): the N rows before the first time step,
/// then those after each.</param>
/// <param name="Mask">1 for a real time step, 0 for a masked one (T·N); no tensor where all are real.</param>
/// <param name="Shown">0 as long as a sample had no real time step (T·N): its output is 0 then. No tensor
/// where that cannot differ from H.</param>
/// <param name="W">The product with the kernel, dropout included.</param>
/// <param name="R">The product with the recurrent kernel, dropout included.</param>
/// <param name="Steps">What every time step saved; there may be more places than time steps.</param>
/// <param name="Samples">N, the number of samples of the group.</param>
/// <param name="Times">T, the number of time steps.</param>
public readonly record struct RecurrentGroup<TStep>(Tensor X, Tensor H, Tensor Mask, Tensor Shown, GateProduct W,
    GateProduct R, TStep[] Steps, int Samples, int Times) where TStep : struct
{
    /// <summary>
    /// Rows that a product takes together: enough to be worth a product, few enough to stay in the near caches until
    /// their time steps are done.
    /// </summary>
    const int RowsAtOnce = 256;

    /// <summary>The samples of a group, their time steps below each other.</summary>
    internal static RecurrentGroup<TStep> Of(RecurrentLayer<TStep> layer, in RecurrentInput input, Range samples)
    {
        var x = layer.TimeMajor(input.X[samples]);                      // (T·N, D)
        int N = input.X[samples].Shape[0], T = input.X.Shape[1];
        var state = input.Initial.Rows(samples);
        var h = Tensor.New([(T + 1) * N, state.H.Shape[1]], x.DType);   // (T·N + N, U)
        h[..N].CopyFrom(state.H);
        var mask = input.Mask.HasValue
            ? layer.TimeMajor(input.Mask[samples].ExpandDims()).Reshape(-1) : default;      // (T·N)
        var shown = mask.HasValue && !input.BeginsWithZero ? FromFirstRealStep(mask, N) : default;
        return new(x, h, mask, shown, input.W.OfSamples(samples), input.R.OfSamples(samples),
            Arena.NewArray<TStep>(T), N, T);
    }

    /// <summary>1 from a sample's first real time step on, 0 before: the running maximum of its mask.</summary>
    static Tensor FromFirstRealStep(Tensor mask, int N)
    {
        var seen = mask.Affine(1, 0);
        for (var row = N; row < mask.Size; row += N)
            seen[row..(row + N)].Maximum(seen[(row - N)..row], into: seen[row..(row + N)]);
        return seen;
    }

    /// <summary>
    /// How many time steps are taken together in the products with W and in the gradients of the weights.
    /// </summary>
    internal int StepsAtOnce => Math.Max(1, RowsAtOnce / Samples);

    /// <summary>The rows of time step t.</summary>
    internal Range Rows(int t) => Rows(t, t + 1);

    /// <summary>The rows of the time steps from first to the one before last.</summary>
    internal Range Rows(int first, int last) => (first * Samples)..(last * Samples);

    /// <summary>A masked time step leaves the state as it is: m∘next + (1 − m)∘state.</summary>
    internal RecurrentState KeepWhereMasked(int t, RecurrentState next, RecurrentState state)
    {
        if (!Mask.HasValue)
            return next;
        var m = Mask[Rows(t)];
        return next.MultiplyColumn(m).Add(state.MultiplyColumn(m.Affine(-1, 1)));
    }

    /// <summary>The gradient of next in that: m∘d.</summary>
    internal RecurrentState WhereReal(int t, RecurrentState d) => Mask.HasValue ? d.MultiplyColumn(Mask[Rows(t)]) : d;

    /// <summary>And that of the state, beside what comes through next: (1 − m)∘d.</summary>
    internal RecurrentState AddWhereMasked(int t, RecurrentState dNext, RecurrentState d) =>
        Mask.HasValue ? dNext.Add(d.MultiplyColumn(Mask[Rows(t)].Affine(-1, 1))) : dNext;

    /// <summary>
    /// The hidden state after the last time step (N, U), or after every one (N, T, U). Before its first real time step
    /// a sample gives 0, whatever state it began in.
    /// </summary>
    internal Tensor Output(RecurrentLayer<TStep> layer)
    {
        var every = layer.Settings.ReturnSequences;
        var h = every ? H[Samples..] : H[^Samples..];
        if (Shown.HasValue)
            h = h.MultiplyColumn(every ? Shown : Shown[^Samples..]);
        return every ? layer.SampleMajor(h, Samples, isInput: false) : h;
    }

    /// <summary>One of the tensors (N, …) that every time step saved, of several below each other.</summary>
    internal Tensor OfSteps(int first, int last, Func<TStep, Tensor> which)
    {
        var all = Tensor.New([(last - first) * Samples, which(Steps[first]).Shape[1]], H.DType);
        for (var t = first; t < last; t++)
            all[Rows(t - first)].CopyFrom(which(Steps[t]));
        return all;
    }
}
