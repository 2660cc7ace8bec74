using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LearnDL.Numbers;

namespace LearnDL.Backends.Cpu;

/// <summary>Where an operand's numbers lie: an array, which other threads can hold on to, and how to walk over it.</summary>
struct Place<T>(T[] array, int start, int rowStride, int stride) where T : unmanaged
{
    public int RowStride = rowStride, Stride = stride;

    /// <summary>The first number of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref T Row(int row) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), start + (nint)row * RowStride);

    public static Place<T> Of(in Operand operand)
    {
        if (!operand.Tensor.HasValue) // a formula's setting says that it is not read
            return new([], 0, 0, 0);
        var body = operand.Tensor.Body;
        return new((T[])body.Data, body.Offset + operand.Start, operand.RowStride, operand.Stride);
    }
}

/// <summary>The operands of a formula.</summary>
[InlineArray(Most)]
struct Places<T> where T : unmanaged
{
    /// <summary>No formula has more.</summary>
    public const int Most = 16;

    Place<T> first;
}
