using LearnDL.Tensors;

namespace LearnDL.Initializers;

/// <summary>All the same value, 0 by default.</summary>
public sealed class Constant(double value = 0) : Initializer
{
    readonly double value = Hyperparameter.Finite(value, "Constant value");

    /// <inheritdoc/>
    protected override Tensor Draw(Shape shape, DType dtype, RandomSource random) => Tensor.Full(shape, value, dtype);
}
