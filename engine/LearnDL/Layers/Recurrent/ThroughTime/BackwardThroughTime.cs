using LearnDL.Backends;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The way back through time, for one group of samples: from the last time step to the first, the gradient of the
/// state is carried from each to the one before.
/// </summary>
readonly struct BackwardThroughTime<TStep>(RecurrentLayer<TStep> layer, RecurrentSaved<TStep> saved, Tensor dy,
    RecurrentState dFinal, Tensor transposedR, RecurrentGradients[] gradients, Tensor dx, RecurrentState dInitial,
    Arena? arena) : IWork where TStep : struct
{
    public void Do(int group)
    {
        using var memory = Arena.EnterChild(arena, group, saved.Count);
        var samples = SampleGroups.Of(dy.Shape[0], saved.Count, group);
        var s = saved.Groups[group];
        s = s with { R = s.R.WithTransposed(transposedR) };
        var g = gradients[group];
        if (group > 0)
            g.Clear(); // by the thread that will add to them: they stay in its caches
        var sums = new GradientSums<TStep>(layer, s, g, needsInputGradient: dx.HasValue);
        var dOutputs = new OutputGradients<TStep>(layer, s, dy[samples]);
        var d = dFinal.HasValue ? dFinal.Rows(samples) : layer.Zeros(s.Samples, dy.DType);
        dInitial.Rows(samples).CopyFrom(StepsBack(s, d, dOutputs, sums));
        if (dx.HasValue)
            dx[samples].CopyFrom(layer.SampleMajor(sums.Dx, s.Samples, isInput: true));
    }

    /// <summary>
    /// From the gradient of the state after the last time step to that of the state before the first.
    /// </summary>
    RecurrentState StepsBack(in RecurrentGroup<TStep> s, RecurrentState d, in OutputGradients<TStep> dOutputs,
        in GradientSums<TStep> sums)
    {
        for (var t = s.Times - 1; t >= 0; t--)
        {
            using var memory = Arena.BeginAlternating(t);           // read once more, for t − 1, then recycled
            d = dOutputs.AddTo(d, t);                               // dh += dy  h is an output too
            layer.Flow?.Add(t, d.H);
            var dz = sums.Dz(t);                                    // room for dz                 (N, G·U)
            var dNext = layer.StepBack(s.WhereReal(t, d), s.Steps[t], s.R, dz);
            d = s.AddWhereMasked(t, dNext, d);                      // a padded time step passed the state on
            sums.Add(t);                                            // dW, dR, db and dx, several time steps at once
            if (layer.IsCut(t))
                d = layer.Zeros(s.Samples, dz.DType);               // truncated: no gradient goes further back
        }
        return d;
    }
}
