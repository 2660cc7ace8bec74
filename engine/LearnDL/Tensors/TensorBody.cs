namespace LearnDL.Tensors;

/// <summary>
/// What a <see cref="Tensor"/> points to: an array of numbers, where in it the tensor begins, and its shape.
/// Bodies made during a step are used again in the next one; <see cref="Version"/> then tells an old handle from a new one.
/// </summary>
sealed class TensorBody
{
    public required Array Data;
    public required int Offset;
    public required Shape Shape;
    public required int Size;
    public required DType DType;
    public int Version;

    public static TensorBody New(Shape shape, DType dtype)
    {
        var size = shape.Size;
        return new TensorBody { Data = NewArray(dtype, size), Offset = 0, Shape = shape, Size = size, DType = dtype };
    }

    public static Array NewArray(DType dtype, int size) => dtype switch
    {
        DType.Float32 => new float[size],
        DType.Float64 => new double[size],
        DType.Int32 => new int[size],
        _ => new byte[size],
    };
}
