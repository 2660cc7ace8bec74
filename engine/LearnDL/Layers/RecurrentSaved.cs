using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// What the backward pass through time needs of the forward pass. Time comes first here, in the order the layer went through it,
/// so that a step's rows lie side by side: row t·N + n is step t of sample n.
/// </summary>
/// <param name="X">The input (T·N, D).</param>
/// <param name="H">The hidden states (T·N + N, U): the N rows before the first step, then those after each.</param>
/// <param name="Mask">1 for a real step, 0 for a masked one (T·N); no tensor where all are real.</param>
/// <param name="Shown">0 as long as a sample had no real step (T·N): its output is 0 then. No tensor where that cannot differ from H.</param>
/// <param name="W">The product with the kernel, dropout included.</param>
/// <param name="R">The product with the recurrent kernel, dropout included.</param>
/// <param name="Steps">What every step saved, for each part of the samples.</param>
/// <param name="Parts">The number of parts, which may run side by side.</param>
/// <param name="Final">The state after the last step.</param>
public readonly record struct RecurrentSaved<TStep>(Tensor X, Tensor H, Tensor Mask, Tensor Shown, GateProduct W, GateProduct R, TStep[] Steps, int Parts, RecurrentState Final) where TStep : struct
{
    /// <summary>N, the number of samples.</summary>
    public int Samples => Final.H.Shape[0];

    /// <summary>T, the number of time steps.</summary>
    public int Times => X.Shape[0] / Samples;

    /// <summary>One of the tensors that every step saved, of all steps and samples: (T·N, U), in the order of H.</summary>
    internal Tensor OfAllSteps(Func<TStep, Tensor> which)
    {
        var all = Tensor.New([Times * Samples, H.Shape[1]], H.DType);
        for (var t = 0; t < Times; t++)
            for (var part = 0; part < Parts; part++)
            {
                var (first, count) = Part(part);
                first += t * Samples;
                all[first..(first + count)].CopyFrom(which(Steps[t * Parts + part]));
            }
        return all;
    }

    /// <summary>The samples of a part.</summary>
    internal (int First, int Count) Part(int part)
    {
        var first = Samples * part / Parts;
        return (first, Samples * (part + 1) / Parts - first);
    }
}
