using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LearnDL.Numbers;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// Where an operand's numbers lie: an array, which other threads can hold on to, and how to walk over it.
/// </summary>
struct Place<T>(T[] array, int start, int rowStride, int stride) where T : unmanaged
{
    public int RowStride = rowStride, Stride = stride;

    /// <summary>The number at a row and a column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref T At(int row, int column) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), start + (nint)row * RowStride + column * Stride);

    public static Place<T> Of(in Operand operand, int columns)
    {
        var body = operand.Tensor.Body;
        return new((T[])body.Data, body.Offset + operand.Start, operand.RowStride(columns), operand.Stride);
    }

    /// <summary>An operand's first number; no address for one that is not there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T First(ReadOnlySpan<Operand> operands, int k)
    {
        if (k >= operands.Length)
            return ref Unsafe.NullRef<T>();
        var body = operands[k].Tensor.Body;
        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<T[]>(body.Data)),
            body.Offset + operands[k].Start);
    }
}

/// <summary>The operands of a formula.</summary>
[InlineArray(Most)]
struct Places<T> where T : unmanaged
{
    /// <summary>No formula has more.</summary>
    public const int Most = 18;

    /// <summary>And of those that stand side by side in one tensor, only the tensor counts.</summary>
    public const int MostTensors = 10;

    Place<T> first;
}
