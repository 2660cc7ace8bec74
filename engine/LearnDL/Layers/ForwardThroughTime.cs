using LearnDL.Backends;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// A recurrent layer's way through time, for one part of the samples. Samples have nothing to do with each other, so parts may run side by side;
/// the steps of one sample cannot.
/// </summary>
readonly struct ForwardThroughTime<TStep>(RecurrentLayer<TStep> layer, RecurrentSaved<TStep> s, Tensor xW, RecurrentState initial, Arena? step) : IWork where TStep : struct
{
    public void Do(int part)
    {
        using var inPart = Arena.EnterPart(step, part, s.Parts);
        var (first, count) = s.Part(part);
        var samples = first..(first + count);
        var R = s.R.OfSamples(first, count);
        var state = initial.Rows(samples);
        for (var t = 0; t < s.Times; t++)
        {
            var row = t * s.Samples + first;
            var next = layer.Step(xW[row..(row + count)], state, R, out s.Steps[t * s.Parts + part]);
            if (s.Mask.HasValue) // state = m∘next + (1 − m)∘state
            {
                var m = s.Mask[row..(row + count)];
                next = next.Times(m).Add(state.Times(m.Affine(-1, 1)));
            }
            state = next;
            row += s.Samples;
            s.H[row..(row + count)].CopyFrom(state.H);
        }
        if (state.C.HasValue)
            s.Final.C[samples].CopyFrom(state.C);
    }
}
