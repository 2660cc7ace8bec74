using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>A value that is known: a weight, or whole numbers such as sizes and axes.</summary>
/// <param name="Shape">Its shape.</param>
/// <param name="Numbers">The numbers of a weight.</param>
/// <param name="Whole">Whole numbers; one of the two is there.</param>
sealed record OnnxConstant(Shape Shape, Tensor Numbers, long[]? Whole)
{
    /// <summary>Among sizes that a graph asks for: the number of samples, and a size that may be any.</summary>
    public const long Samples = long.MinValue + 1, AnySize = long.MinValue + 2;

    /// <summary>Whether it stands for a larger constant, of which only the numbers matter.</summary>
    public bool IsStretched { get; init; }

    /// <summary>Whole numbers in a row.</summary>
    public static OnnxConstant Row(params long[] values) => new([values.Length], default, values);

    /// <summary>The same with other axes.</summary>
    public OnnxConstant Reshaped(Shape shape) =>
        this with { Shape = shape, Numbers = Whole is null ? Numbers.Reshape(shape) : default };
}
