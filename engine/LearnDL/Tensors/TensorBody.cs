using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LearnDL.Tensors;

/// <summary>
/// What a <see cref="Tensor"/> points to: an array of numbers, where in it the tensor begins, and its shape.
/// Bodies made for a batch are used again for the next one; <see cref="Version"/> then tells an old handle from a new
/// one.
/// </summary>
sealed class TensorBody
{
    public required Array Data;
    public required int Offset;
    public required Shape Shape;
    public required int Size;
    public required DType DType;
    public int Version;

    const int CacheLine = 64, LargeObject = 85_000; // bytes

    public static TensorBody New(in Shape shape, DType dtype)
    {
        var body = new TensorBody
        {
            Data = Array.Empty<float>(), // until Allocate
            Offset = 0,
            Shape = shape,
            Size = shape.Size,
            DType = dtype,
        };
        body.Allocate(body.Size);
        return body;
    }

    /// <summary>
    /// Makes the array, for this many elements of <see cref="DType"/>: <see cref="Size"/>, or more for a body that will
    /// be used again.
    /// </summary>
    public void Allocate(int elements) => (Data, Offset) = DType switch
    {
        DType.Float32 => NewArray<float>(elements),
        DType.Float64 => NewArray<double>(elements),
        DType.Int32 => NewArray<int>(elements),
        _ => NewArray<byte>(elements),
    };

    /// <summary>Whether the array has room for this many elements, and for what may be read behind them.</summary>
    public bool HasRoomFor(int elements) => Data.Length - Offset >= elements + Line(DType);

    static int Line(DType dtype) => CacheLine / dtype switch { DType.Float64 => 8, DType.UInt8 => 1, _ => 4 };

    /// <summary>
    /// A large tensor stays in one place and begins at a cache line: no vector of it lies across two lines, and no line
    /// belongs to the rows of two threads. Behind every tensor lies one more line, which nobody writes: so a vector
    /// that begins within a tensor can always be read whole.
    /// </summary>
    static (Array Data, int Offset) NewArray<T>(int size) where T : unmanaged
    {
        var line = CacheLine / Unsafe.SizeOf<T>();
        if ((long)size * Unsafe.SizeOf<T>() < LargeObject)
            return (new T[size + line], 0);
        // whoever asks for a tensor sets its elements
        var data = GC.AllocateUninitializedArray<T>(checked(size + 2 * line), pinned: true);
        return (data, (int)((CacheLine - AddressOf(data) % CacheLine) % CacheLine) / Unsafe.SizeOf<T>());
    }

    static unsafe long AddressOf<T>(T[] data) where T : unmanaged =>
        (long)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(data));
}
