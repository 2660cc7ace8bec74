using LearnDL.Tensors;

namespace LearnDL.Initializers;

/// <summary>All 1.</summary>
public sealed class Ones : Initializer
{
    /// <inheritdoc/>
    protected override Tensor Draw(Shape shape, DType dtype, RandomSource random) => Tensor.Ones(shape, dtype);
}
