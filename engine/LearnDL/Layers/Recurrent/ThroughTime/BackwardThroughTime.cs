using LearnDL.Backends;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The way back through time, for one group of samples: from the last step to the first, the gradient of the state is carried from each step to the one before.
/// </summary>
readonly struct BackwardThroughTime<TStep>(RecurrentLayer<TStep> layer, RecurrentSaved<TStep> saved, Tensor dy, RecurrentState dFinal,
    Tensor transposedR, RecurrentGradients[] gradients, Tensor dx, RecurrentState dInitial, Arena? step) : IWork where TStep : struct
{
    public void Do(int group)
    {
        using var inPart = Arena.EnterChild(step, group, saved.Count);
        var s = saved.Groups[group];
        var samples = SampleGroups.Of(dy.Shape[0], saved.Count, group);
        var R = s.R.WithTransposed(transposedR);
        var everyStep = layer.Settings.ReturnSequences;
        var dh = everyStep ? layer.TimeMajor(dy[samples], isInput: false) : dy[samples];          // (T·N, U) or (N, U)
        if (s.Shown.HasValue)
            dh = dh.MultiplyColumn(everyStep ? s.Shown : s.Shown[^s.Samples..]);
        var dzAtOnce = Tensor.New([Math.Min(s.StepsAtOnce, s.Times) * s.Samples, layer.RecurrentKernel!.Value.Shape[1]], dy.DType); // of several steps
        var dxt = dx.HasValue ? Tensor.New(s.X.Shape, dy.DType) : default;                        // (T·N, D)

        var g = gradients[group];
        if (group > 0)
            g.Clear(); // by the thread that will add to them: they stay in its caches
        var d = dFinal.HasValue ? dFinal.Rows(samples) : layer.Zeros(s.Samples, dy.DType);
        if (!everyStep)
            d = d with { H = d.H.Add(dh) };
        for (int last = s.Times, first; last > 0; last = first)
        {
            first = (last - 1) / s.StepsAtOnce * s.StepsAtOnce;
            var dz = dzAtOnce[s.Rows(0, last - first)];                                           // (…·N, G·U)
            for (var t = last - 1; t >= first; t--)
            {
                using var alternating = Arena.BeginAlternating(t); // what a step computes is needed until the step before it is done, and no longer
                d = StepBack(t, everyStep ? d with { H = d.H.Add(dh[s.Rows(t)]) } : d, s, R, dz[s.Rows(t - first)]); // h is an output too, where every step is one
            }
            AddGradients(s, first, last, dz, g);
            if (dx.HasValue)
                s.W.DotTransposed(dz, into: dxt[s.Rows(first, last)]);                            // dx = dz·Wᵀ
        }
        dInitial.Rows(samples).CopyFrom(d);
        if (dx.HasValue)
            dx[samples].CopyFrom(layer.SampleMajor(dxt, s.Samples, isInput: true));
    }

    /// <summary>One step back, from the gradient of the state after it to that of the state before.</summary>
    RecurrentState StepBack(int t, RecurrentState d, in RecurrentGroup<TStep> s, in GateProduct R, Tensor dz)
    {
        layer.Flow?.Add(t, d.H);
        var m = s.Mask.HasValue ? s.Mask[s.Rows(t)] : default;
        var dPrev = m.HasValue
            ? layer.StepBack(d.MultiplyColumn(m), s.Steps[t], R, dz).Add(d.MultiplyColumn(m.Affine(-1, 1))) // state = m∘next + (1 − m)∘state
            : layer.StepBack(d, s.Steps[t], R, dz);
        var isCut = layer.Settings.Truncate is { } most && t % most == 0 && t > 0; // truncated: the steps before learn nothing from this one
        return isCut ? layer.Zeros(s.Samples, dz.DType) : dPrev;
    }

    /// <summary>What several steps add to the gradients of the weights, while their dz is still near.</summary>
    void AddGradients(in RecurrentGroup<TStep> s, int first, int last, Tensor dz, in RecurrentGradients g)
    {
        s.W.AddGradient(s.X[s.Rows(first, last)], dz, g.Kernel);                                  // dW += xᵀ·dz
        layer.AddRecurrentGradient(s, first, last, dz, g);                                        // dR += hPrevᵀ·dz
        if (g.Bias.HasValue)
            dz.SumRows(addTo: layer.InputBias(g.Bias));                                           // db += Σ dz
    }
}
