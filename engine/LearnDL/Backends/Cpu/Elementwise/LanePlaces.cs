using System.Numerics;
using System.Runtime.CompilerServices;
using LearnDL.Numbers;

namespace LearnDL.Backends.Cpu;

// Where a formula reads and writes one row of its operands, a vector at a time. Every number goes through the same instructions
// wherever it stands, so its bits do not depend on the width of a vector.

/// <summary>Whole vectors, side by side in memory.</summary>
unsafe readonly struct LanePlaces<T>(T** rows, int length) : IPlaces<Lanes<T>> where T : unmanaged, INumber<T>
{
    public int Length
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => length;
    }

    public Lanes<T> this[int operand, int n]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector.Load(rows[operand] + (nint)(uint)n));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => Vector.Store(value.Register, rows[operand] + (nint)(uint)n);
    }
}

/// <summary>Whole vectors; of an operand with stride 0, one number in all lanes.</summary>
unsafe readonly struct StretchedPlaces<T>(T** rows, int* strides, int length) : IPlaces<Lanes<T>> where T : unmanaged, INumber<T>
{
    public int Length => length;

    public Lanes<T> this[int operand, int n]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(strides[operand] == 0 ? Vector.Create(*rows[operand]) : Vector.Load(rows[operand] + (nint)(uint)n));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => Vector.Store(value.Register, rows[operand] + (nint)(uint)n);
    }
}

/// <summary>The last, incomplete vector of a row, filled up with zeros.</summary>
unsafe readonly struct LastPlaces<T>(T** rows, int* strides, int start, int count) : IPlaces<Lanes<T>> where T : unmanaged, INumber<T>
{
    public int Length => 1;

    public Lanes<T> this[int operand, int n]
    {
        get => new(strides[operand] == 0 ? Vector.Create(*rows[operand])
            : Elementwise.LoadPart(new ReadOnlySpan<T>(rows[operand] + start, count)));
        set => Elementwise.StorePart(value.Register, new Span<T>(rows[operand] + start, count));
    }
}
