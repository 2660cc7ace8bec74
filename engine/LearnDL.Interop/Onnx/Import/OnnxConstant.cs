using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>A value that is known: a weight, or whole numbers such as sizes and axes.</summary>
/// <param name="Name">Its name, for errors.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Numbers">The numbers of a weight.</param>
/// <param name="Whole">Whole numbers; one of the two is there.</param>
sealed record OnnxConstant(string Name, Shape Shape, Tensor Numbers, long[]? Whole)
{
    /// <summary>The same with other axes.</summary>
    public OnnxConstant Reshaped(Shape shape) =>
        this with { Shape = shape, Numbers = Whole is null ? Numbers.Reshape(shape) : default };
}
