using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>
/// Data to validate on; a pair or triple of tensors will do: <c>validationData: (x, y)</c>. Of several inputs or
/// outputs: <c>validationData: new([words, habits], y)</c>. Of batches that a program makes one by one:
/// <c>validationData: new(batches)</c>.
/// </summary>
public sealed record ValidationData(TensorList X, TensorList Y, TensorList SampleWeight = default)
{
    /// <summary>
    /// Batches that a program makes one by one, as for Fit. Every validation asks for them again from the first on, and
    /// so measures on the same samples; a sequence without an end needs validationSteps. (In Keras a generator goes on
    /// behind the batches of the last validation.)
    /// </summary>
    public ValidationData(IEnumerable<Batch> batches) : this(default, default) => Batches = batches;

    /// <summary>The batches, where they are made one by one; null otherwise.</summary>
    public IEnumerable<Batch>? Batches { get; }

    /// <summary>The samples, where they are all there.</summary>
    internal Samples? Samples => Batches is null ? new Samples(X, Y, SampleWeight) : null;

    /// <summary>Samples and targets.</summary>
    public static implicit operator ValidationData((Tensor X, Tensor Y) data) => new(data.X, data.Y);

    /// <summary>Samples, targets and a weight for every sample.</summary>
    public static implicit operator ValidationData((Tensor X, Tensor Y, Tensor SampleWeight) data) =>
        new(data.X, data.Y, data.SampleWeight);

    /// <summary>A list of batches.</summary>
    public static implicit operator ValidationData(Batch[] batches) => Of(batches);

    /// <summary>A list of batches.</summary>
    public static implicit operator ValidationData(List<Batch> batches) => Of(batches);

    static ValidationData Of(IEnumerable<Batch> batches) => new(batches);
}
