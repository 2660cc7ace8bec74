using LearnDL.Backends;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// A recurrent layer's way through time, for one group of samples. Samples have nothing to do with each other, so groups may run side by side;
/// the steps of one sample cannot.
/// </summary>
readonly struct ForwardThroughTime<TStep>(RecurrentLayer<TStep> layer, Tensor x, Tensor mask, RecurrentState initial, bool beginsWithZero,
    GateProduct inputProduct, GateProduct recurrentProduct, RecurrentSaved<TStep> saved, Tensor y, Arena? step) : IWork where TStep : struct
{
    public void Do(int group)
    {
        using var inPart = Arena.EnterChild(step, group, saved.Count);
        var samples = SampleGroups.Of(x.Shape[0], saved.Count, group);
        GateProduct W = inputProduct.OfSamples(samples), R = recurrentProduct.OfSamples(samples);
        int N = samples.End.Value - samples.Start.Value, T = x.Shape[1];
        var xt = layer.TimeMajor(x[samples]);                                                   // (T·N, D)
        var m = mask.HasValue ? layer.TimeMajor(mask[samples].ExpandDims()).Reshape(-1) : default; // (T·N)
        var state = initial.Rows(samples);
        var h = Tensor.New([(T + 1) * N, state.H.Shape[1]], x.DType);                           // before every step, and after the last
        h[..N].CopyFrom(state.H);
        var s = saved.Groups[group] = new RecurrentGroup<TStep>(xt, h, m, mask.HasValue && !beginsWithZero ? FromFirstRealStep(m, N) : default, W, R, Arena.NewArray<TStep>(T), N, T);

        for (int first = 0, last; first < T; first = last)
        {
            last = Math.Min(first + s.StepsAtOnce, T);
            var xW = W.Dot(xt[s.Rows(first, last)]);                                            // x·W + b of several steps     (…·N, G·U)
            if (layer.Bias is { } b)
                xW.AddRow(layer.InputBias(b.Value), into: xW);
            for (var t = first; t < last; t++)
            {
                var next = layer.Step(xW[s.Rows(t - first)], state, R, out s.Steps[t]);
                if (m.HasValue) // a masked step leaves the state as it is:  state = m∘next + (1 − m)∘state
                    next = next.MultiplyColumn(m[s.Rows(t)]).Add(state.MultiplyColumn(m[s.Rows(t)].Affine(-1, 1)));
                state = next;
                h[s.Rows(t + 1)].CopyFrom(state.H);
            }
        }

        saved.Final.Rows(samples).CopyFrom(state);
        y[samples].CopyFrom(Output(s));
    }

    /// <summary>The hidden state after the last step (N, U), or after every step (N, T, U). Before its first real step a sample gives 0, whatever state it began in.</summary>
    Tensor Output(in RecurrentGroup<TStep> s)
    {
        var every = layer.Settings.ReturnSequences;
        var h = every ? s.H[s.Samples..] : s.H[^s.Samples..];
        if (s.Shown.HasValue)
            h = h.MultiplyColumn(every ? s.Shown : s.Shown[^s.Samples..]);
        return every ? layer.SampleMajor(h, s.Samples, isInput: false) : h;
    }

    /// <summary>1 from a sample's first real step on, 0 before: the running maximum of its mask.</summary>
    static Tensor FromFirstRealStep(Tensor m, int N)
    {
        var seen = m.Affine(1, 0);
        for (var row = N; row < m.Size; row += N)
            seen[row..(row + N)].Maximum(seen[(row - N)..row], into: seen[row..(row + N)]);
        return seen;
    }
}
