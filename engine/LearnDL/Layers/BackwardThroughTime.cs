using LearnDL.Backends;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The way back through time, for one group of samples: from the last step to the first, the gradient of the state is carried from each step to the one before.
/// </summary>
readonly struct BackwardThroughTime<TStep>(RecurrentLayer<TStep> layer, RecurrentSaved<TStep> saved, Tensor dy, RecurrentState dFinal,
    GateProduct turned, RecurrentGradients[] gradients, Tensor dx, RecurrentState dInitial, Arena? step) : IWork where TStep : struct
{
    public void Do(int group)
    {
        using var inPart = Arena.EnterPart(step, group, saved.Count);
        var s = saved.Groups[group];
        var samples = SampleGroups.Of(dy.Shape[0], saved.Count, group);
        var R = turned.OfSamples(samples);
        var everyStep = layer.Settings.ReturnSequences;
        var dh = everyStep ? layer.TimeMajor(dy[samples], isInput: false) : dy[samples];          // (T·N, U) or (N, U)
        if (s.Shown.HasValue)
            dh = dh.MultiplyColumn(everyStep ? s.Shown : s.Shown[^s.Samples..]);
        var dz = Tensor.New([s.Times * s.Samples, layer.RecurrentKernel!.Value.Shape[1]], dy.DType); // of all steps               (T·N, G·U)

        var d = dFinal.HasValue ? dFinal.Rows(samples) : layer.Zeros(s.Samples, dy.DType);
        if (!everyStep)
            d = d with { H = d.H.Add(dh) };
        for (var t = s.Times - 1; t >= 0; t--)
        {
            using var turn = Arena.BeginTurn(t); // what a step computes is needed until the step before it is done, and no longer
            if (everyStep) // h is an output, and feeds the next step
                d = d with { H = d.H.Add(dh[s.Rows(t)]) };
            layer.Flow?.Add(t, d.H);
            if (s.Mask.HasValue) // state = m∘next + (1 − m)∘state
            {
                var m = s.Mask[s.Rows(t)];
                d = layer.StepBack(d.Times(m), s.Steps[t], R, dz[s.Rows(t)]).Add(d.Times(m.Affine(-1, 1)));
            }
            else
                d = layer.StepBack(d, s.Steps[t], R, dz[s.Rows(t)]);
            if (layer.Settings.Truncate is { } most && t % most == 0 && t > 0)
                d = layer.Zeros(s.Samples, dy.DType); // truncated: the steps before learn nothing from this one
        }
        dInitial.Rows(samples).CopyFrom(d);

        var g = gradients[group];
        s.W.AddGradient(s.X, dz, g.Kernel);                                                       // dW += xᵀ·dz
        layer.AddRecurrentGradient(s, dz, g);                                                     // dR += hPrevᵀ·dz
        if (g.Bias.HasValue)
            dz.SumRows(addTo: layer.InputBias(g.Bias));                                           // db += Σ dz
        if (dx.HasValue)
            dx[samples].CopyFrom(layer.SampleMajor(s.W.DotTransposed(dz), s.Samples, isInput: true)); // dx = dz·Wᵀ
    }
}
