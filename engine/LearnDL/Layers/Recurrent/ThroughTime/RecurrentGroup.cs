using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// A group of samples that go through time together. Time comes first here, in the order of reading, so that the rows of a step lie side by side:
/// row t·N + n is step t of sample n.
/// </summary>
/// <param name="X">The input (T·N, D).</param>
/// <param name="H">The hidden states (T·N + N, U): the N rows before the first step, then those after each.</param>
/// <param name="Mask">1 for a real step, 0 for a masked one (T·N); no tensor where all are real.</param>
/// <param name="Shown">0 as long as a sample had no real step (T·N): its output is 0 then. No tensor where that cannot differ from H.</param>
/// <param name="W">The product with the kernel, dropout included.</param>
/// <param name="R">The product with the recurrent kernel, dropout included.</param>
/// <param name="Steps">What every step saved; there may be more places than steps.</param>
/// <param name="Samples">N, the number of samples of the group.</param>
/// <param name="Times">T, the number of time steps.</param>
public readonly record struct RecurrentGroup<TStep>(Tensor X, Tensor H, Tensor Mask, Tensor Shown, GateProduct W, GateProduct R, TStep[] Steps, int Samples, int Times) where TStep : struct
{
    /// <summary>Rows that a product takes together: enough to be worth a product, few enough to stay in the near caches until their steps are done.</summary>
    const int RowsAtOnce = 256;

    /// <summary>How many steps are taken together in the products with W and in the gradients of the weights.</summary>
    internal int StepsAtOnce => Math.Max(1, RowsAtOnce / Samples);

    /// <summary>The rows of step t.</summary>
    internal Range Rows(int t) => Rows(t, t + 1);

    /// <summary>The rows of the steps from first to the one before last.</summary>
    internal Range Rows(int first, int last) => (first * Samples)..(last * Samples);

    /// <summary>One of the tensors (N, …) that every time step saved, of several below each other.</summary>
    internal Tensor OfSteps(int first, int last, Func<TStep, Tensor> which)
    {
        var all = Tensor.New([(last - first) * Samples, which(Steps[first]).Shape[1]], H.DType);
        for (var t = first; t < last; t++)
            all[Rows(t - first)].CopyFrom(which(Steps[t]));
        return all;
    }
}
