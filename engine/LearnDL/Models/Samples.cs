using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>
/// What the loops go through: samples for every input, targets for every output, and for every output a weight per
/// sample unless all count the same.
/// </summary>
readonly record struct Samples(TensorList X, TensorList Y, TensorList Weights)
{
    public int Count => X[0].Shape[0];

    public Samples this[Range rows] => new(X.Rows(rows), Y.Rows(rows), Weights.Rows(rows));

    /// <summary>The samples with these numbers, in this order.</summary>
    public Samples Gather(ReadOnlySpan<int> rows) => new(X.Gather(rows), Y.Gather(rows), Weights.Gather(rows));

    /// <summary>Those of the first batches; all of them for null.</summary>
    public Samples First(int? batches, int batchSize) =>
        batches is { } most && (long)most * batchSize < Count ? this[..(most * batchSize)] : this;

    /// <summary>The targets of an output; no tensor where it needs none.</summary>
    public Tensor TargetsOf(int output) => output < Y.Count ? Y[output] : default;

    /// <summary>The samples' weights for an output; no tensor where all count the same.</summary>
    public Tensor WeightsOf(int output) => output < Weights.Count ? Weights[output] : default;
}
