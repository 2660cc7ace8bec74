using LearnDL.Constraints;
using LearnDL.Regularizers;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// A weight of a layer: its value, and the gradient that the backward passes of a step add up in.
/// It can stand wherever a tensor is wanted: <c>x.Dot(W)</c>.
/// </summary>
public sealed class Parameter(string name, Tensor value, bool isTrainable = true)
{
    /// <summary>The name within the layer: "kernel", "bias".</summary>
    public string Name { get; } = name;

    /// <summary>The numbers that training changes.</summary>
    public Tensor Value { get; } = value;

    /// <summary>The shape of the value.</summary>
    public Shape Shape => Value.Shape;

    /// <summary>
    /// Whether an optimizer changes it. The moving averages of a BatchNormalization, for instance, are kept by the
    /// layer itself; they have no gradient.
    /// </summary>
    public bool IsTrainable { get; } = isTrainable;

    /// <summary>What it costs in the loss; null for nothing.</summary>
    public Regularizer? Regularizer { get; init; }

    /// <summary>What it must obey after each step of an optimizer; null where it may be anything.</summary>
    public Constraint? Constraint { get; init; }

    /// <summary>dLoss/dValue, of the same shape; set to 0 when a step begins.</summary>
    public Tensor Gradient { get; } = Tensor.Zeros(value.Shape, value.DType);

    /// <summary>The value, where a tensor is wanted.</summary>
    public static implicit operator Tensor(Parameter parameter) => parameter.Value;
}
