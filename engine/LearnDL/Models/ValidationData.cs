using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>
/// Data to validate on; a pair or triple of tensors will do: <c>validationData: (x, y)</c>. Of several inputs or
/// outputs: <c>validationData: new([words, habits], y)</c>.
/// </summary>
public sealed record ValidationData(TensorList X, TensorList Y, TensorList SampleWeight = default)
{
    internal Samples Samples => new(X, Y, SampleWeight);

    /// <summary>Samples and targets.</summary>
    public static implicit operator ValidationData((Tensor X, Tensor Y) data) => new(data.X, data.Y);

    /// <summary>Samples, targets and a weight for every sample.</summary>
    public static implicit operator ValidationData((Tensor X, Tensor Y, Tensor SampleWeight) data) =>
        new(data.X, data.Y, data.SampleWeight);
}
