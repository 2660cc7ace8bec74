using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LearnDL.Tensors;

/// <summary>How tensors come into being: from arrays, from a rule, at random.</summary>
public readonly partial struct Tensor
{
    /// <summary>A vector of these numbers, Float32.</summary>
    public static Tensor Of(params ReadOnlySpan<float> values) => From(values, [values.Length]);

    /// <summary>A tensor of this shape with a copy of the data, row after row.</summary>
    /// <exception cref="ShapeException">The number of elements is not the shape's size.</exception>
    public static Tensor From<T>(ReadOnlySpan<T> data, Shape shape) where T : unmanaged
    {
        if (data.Length != shape.Size)
            throw new ShapeException(
                $"The data do not fill the shape {shape}.", $"{shape.Size:N0} elements", $"{data.Length:N0}",
                "Check the sizes, or let Reshape find one with -1.");
        var tensor = New(shape, DTypeOf<T>());
        data.CopyTo(tensor.AsSpan<T>());
        return tensor;
    }

    /// <summary>A vector with a copy of the array.</summary>
    public static Tensor From<T>(T[] values) where T : unmanaged => From<T>(values, [values.Length]);

    /// <summary>A matrix with a copy of the array: rows, then columns.</summary>
    public static Tensor From<T>(T[,] values) where T : unmanaged =>
        From<T>(Flat<T>(values), [values.GetLength(0), values.GetLength(1)]);

    /// <summary>A tensor of rank 3 with a copy of the array.</summary>
    public static Tensor From<T>(T[,,] values) where T : unmanaged =>
        From<T>(Flat<T>(values), [values.GetLength(0), values.GetLength(1), values.GetLength(2)]);

    /// <summary>A tensor of rank 4 with a copy of the array.</summary>
    public static Tensor From<T>(T[,,,] values) where T : unmanaged => From<T>(Flat<T>(values),
        [values.GetLength(0), values.GetLength(1), values.GetLength(2), values.GetLength(3)]);

    /// <summary>0, 1, 2, … up to count - 1.</summary>
    public static Tensor Range(int count, DType dtype = DType.Float32) => Range(0, count, 1, dtype);

    /// <summary>start, start + step, … and on, end excluded.</summary>
    public static Tensor Range(double start, double end, double step = 1, DType dtype = DType.Float32)
    {
        if (step == 0 || !double.IsFinite(step))
            throw new HyperparameterException(
                "Range needs a step that leads somewhere.", "a finite step other than 0", $"{step}",
                "Use 1 to count up, -1 to count down.");
        var values = new double[Math.Max(0, (int)Math.Ceiling((end - start) / step))];
        for (var i = 0; i < values.Length; i++)
            values[i] = start + i * step;
        return From(values).Cast(dtype);
    }

    /// <summary>All elements 0.</summary>
    public static Tensor Zeros(Shape shape, DType dtype = DType.Float32) => Full(shape, 0, dtype);

    /// <summary>All elements 1.</summary>
    public static Tensor Ones(Shape shape, DType dtype = DType.Float32) => Full(shape, 1, dtype);

    /// <summary>All elements the same.</summary>
    public static Tensor Full(Shape shape, double value, DType dtype = DType.Float32)
    {
        var tensor = New(shape, dtype);
        tensor.Fill(value);
        return tensor;
    }

    /// <summary>A single number, rank 0.</summary>
    public static Tensor Scalar(double value, DType dtype = DType.Float32) => Full([], value, dtype);

    /// <summary>
    /// Evenly distributed numbers in [low, high). The same seed gives the same numbers on every machine.
    /// </summary>
    public static Tensor Uniform(
        Shape shape, double low = 0, double high = 1, int seed = 0, DType dtype = DType.Float32) =>
        new RandomSource(seed).Uniform(shape, low, high, dtype);

    /// <summary>Normally distributed numbers. The same seed gives the same numbers on every machine.</summary>
    public static Tensor Normal(
        Shape shape, double mean = 0, double stddev = 1, int seed = 0, DType dtype = DType.Float32) =>
        new RandomSource(seed).Normal(shape, mean, stddev, dtype);

    /// <summary>Tensors one after the other along an axis, by default the first; NumPy's concatenate.</summary>
    /// <exception cref="ShapeException">There are none, or their other sizes differ.</exception>
    public static Tensor Concatenate(ReadOnlySpan<Tensor> parts, int axis = 0)
    {
        if (parts.IsEmpty || parts[0].Shape.AxisIndex(axis) is var at && at == 0)
            return MoveOps.Concatenate(parts);
        var axes = Enumerable.Range(0, parts[0].Rank).ToArray();
        (axes[0], axes[at]) = (at, 0);
        var moved = new Tensor[parts.Length]; // that axis first
        for (var i = 0; i < moved.Length; i++)
            moved[i] = parts[i].Transpose(axes);
        return MoveOps.Concatenate(moved).Transpose(axes);
    }

    static ReadOnlySpan<T> Flat<T>(Array values) where T : unmanaged =>
        MemoryMarshal.CreateReadOnlySpan(
            ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(values)), values.Length);

    static DType DTypeOf<T>() =>
        typeof(T) == typeof(float) ? DType.Float32 :
        typeof(T) == typeof(double) ? DType.Float64 :
        typeof(T) == typeof(int) ? DType.Int32 :
        typeof(T) == typeof(byte) ? DType.UInt8 :
        throw new DTypeException(
            "A tensor cannot hold these elements.", "float, double, int or byte", typeof(T).Name,
            "Convert the data first.");
}
