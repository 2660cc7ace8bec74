using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>
/// What the loops go through: samples, a target for every sample, and a weight for every sample unless all count the
/// same.
/// </summary>
readonly record struct Samples(Tensor X, Tensor Y, Tensor Weights)
{
    public int Count => X.Shape[0];

    public Samples this[Range rows] => new(X[rows], Y[rows], Weights.HasValue ? Weights[rows] : default);

    /// <summary>The samples with these numbers, in this order.</summary>
    public Samples Gather(ReadOnlySpan<int> rows) =>
        new(X.Gather(rows), Y.Gather(rows), Weights.HasValue ? Weights.Gather(rows) : default);
}
