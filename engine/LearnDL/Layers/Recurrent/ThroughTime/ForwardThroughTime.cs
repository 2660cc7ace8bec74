using LearnDL.Backends;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// A recurrent layer's way through time, for one group of samples. Samples have nothing to do with each other, so
/// groups may run side by side; the time steps of one sample cannot.
/// </summary>
readonly struct ForwardThroughTime<TStep>(RecurrentLayer<TStep> layer, RecurrentInput input,
    RecurrentSaved<TStep> saved, Tensor y, Arena? arena) : IWork where TStep : struct
{
    public void Do(int group)
    {
        using var memory = Arena.EnterChild(arena, group, saved.Count);
        var samples = SampleGroups.Of(y.Shape[0], saved.Count, group);
        var s = saved.Groups[group] = RecurrentGroup<TStep>.Of(layer, input, samples);
        var final = Steps(s, input.Initial.Rows(samples));
        saved.Final.Rows(samples).CopyFrom(final);
        y[samples].CopyFrom(s.Output(layer));
    }

    /// <summary>From the state before the first time step to that after the last.</summary>
    RecurrentState Steps(in RecurrentGroup<TStep> s, RecurrentState state)
    {
        var inputs = new InputProjection<TStep>(layer, s);
        for (var t = 0; t < s.Times; t++)
        {
            var xW = inputs.At(t);                                  // x·W + b of this time step   (N, G·U)
            var next = layer.Step(xW, state, s.R, out s.Steps[t]);  // the state after it          (N, U)
            state = s.KeepWhereMasked(t, next, state);              // a padded time step changes nothing
            s.H[s.Rows(t + 1)].CopyFrom(state.H);                   // for the output, and for dR
        }
        return state;
    }
}
