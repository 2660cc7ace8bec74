using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// Where the rows or the columns of a matrix lie in memory. The element in row i and column k is at rows.At(i) +
/// columns.At(k), whether the matrix was stored as one or, like the patches of an image, never was.
/// </summary>
interface IOffsets
{
    /// <summary>How far from the first element number i begins.</summary>
    nint At(int i);
}

/// <summary>One after the other at equal distances: a stored matrix.</summary>
readonly struct Strided(nint stride) : IOffsets
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint At(int i) => i * stride;
}

/// <summary>Wherever a list says.</summary>
readonly ref struct Listed(ReadOnlySpan<int> offsets) : IOffsets
{
    readonly ref readonly int first = ref MemoryMarshal.GetReference(offsets);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint At(int i) => Unsafe.Add(ref Unsafe.AsRef(in first), i);
}
