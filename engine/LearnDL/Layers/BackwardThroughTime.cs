using LearnDL.Backends;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The way back through time, for one part of the samples: from the last step to the first, a gradient of the state is carried from each step to the one before.
/// </summary>
readonly struct BackwardThroughTime<TStep>(RecurrentLayer<TStep> layer, RecurrentSaved<TStep> s, Tensor dy, RecurrentState dFinal, Tensor dz, RecurrentState dInitial, Arena? step) : IWork where TStep : struct
{
    public void Do(int part)
    {
        using var inPart = Arena.EnterPart(step, part, s.Parts);
        var (first, count) = s.Part(part);
        var samples = first..(first + count);
        var R = s.R.OfSamples(first, count);
        var everyStep = layer.Settings.ReturnSequences;
        var d = layer.Zeros(count, dy.DType);
        if (dFinal.HasValue)
            d = d.Add(dFinal.Rows(samples));
        if (!everyStep)
            d = d with { H = d.H.Add(dy[samples]) };
        for (var t = s.Times - 1; t >= 0; t--)
        {
            using var turn = Arena.BeginTurn(t); // what a step computes is needed until the step before it is done, and no longer
            var row = t * s.Samples + first;
            if (everyStep) // h is an output, and feeds the next step
                d = d with { H = d.H.Add(dy[row..(row + count)]) };
            layer.Flow?.Add(t, d.H);
            if (s.Mask.HasValue) // state = m∘next + (1 − m)∘state
            {
                var m = s.Mask[row..(row + count)];
                d = layer.StepBack(d.Times(m), s.Steps[t * s.Parts + part], R, dz[row..(row + count)]).Add(d.Times(m.Affine(-1, 1)));
            }
            else
                d = layer.StepBack(d, s.Steps[t * s.Parts + part], R, dz[row..(row + count)]);
            if (layer.Settings.Truncate is { } most && t % most == 0 && t > 0)
                d = layer.Zeros(count, dy.DType); // truncated: the steps before learn nothing from this one
        }
        dInitial.Rows(samples).CopyFrom(d);
    }
}
