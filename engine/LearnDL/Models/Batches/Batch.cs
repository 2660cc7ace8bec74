using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>
/// Samples that are learned from, or tested, together: <c>(x, y)</c>, or <c>(x, y, sampleWeight)</c>. A program that
/// makes its batches as it goes gives Fit a sequence of them.
/// </summary>
/// <param name="X">The samples (N, …); for several inputs a list.</param>
/// <param name="Y">A target for every sample; for several outputs a list.</param>
/// <param name="SampleWeight">A weight for every sample; all 1 by default.</param>
public sealed record Batch(TensorList X, TensorList Y, TensorList SampleWeight = default)
{
    internal Samples Samples => new(X, Y, SampleWeight);

    /// <summary>Samples and targets.</summary>
    public static implicit operator Batch((Tensor X, Tensor Y) batch) => new(batch.X, batch.Y);

    /// <summary>Samples, targets and a weight for every sample.</summary>
    public static implicit operator Batch((Tensor X, Tensor Y, Tensor SampleWeight) batch) =>
        new(batch.X, batch.Y, batch.SampleWeight);
}
