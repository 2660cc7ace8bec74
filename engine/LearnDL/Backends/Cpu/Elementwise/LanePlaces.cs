using System.Numerics;
using System.Runtime.CompilerServices;
using LearnDL.Numbers;

namespace LearnDL.Backends.Cpu;

// Where a formula reads and writes one row of its operands, a vector at a time. Every number goes through the same
// instructions wherever it stands, so its bits do not depend on the width of a vector.

/// <summary>Up to four operands, whose addresses stay in registers.</summary>
unsafe readonly struct FewPlaces<T>(T* p0, T* p1, T* p2, T* p3, int length) : IPlaces<Lanes<T>>
    where T : unmanaged, INumber<T>
{
    public int Length
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => length;
    }

    public Lanes<T> this[int operand, int n]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector.Load(Row(operand) + (nint)(uint)n));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => Vector.Store(value.Register, Row(operand) + (nint)(uint)n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    T* Row(int operand) => operand == 0 ? p0 : operand == 1 ? p1 : operand == 2 ? p2 : p3;
}

/// <summary>Any number of operands.</summary>
unsafe readonly struct ManyPlaces<T>(T** rows, int length) : IPlaces<Lanes<T>> where T : unmanaged, INumber<T>
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

/// <summary>Operands of which some have one number for the whole row.</summary>
unsafe readonly struct StretchedPlaces<T>(T** rows, int* strides, int length) : IPlaces<Lanes<T>>
    where T : unmanaged, INumber<T>
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

/// <summary>
/// The last, incomplete vector of a row, for up to four operands. It is read whole, with whatever lies behind the row
/// (<see cref="Tensors.TensorBody"/> sees to it that something does), and written as far as the row goes.
/// </summary>
unsafe readonly struct FewLastPlaces<T>(T* p0, T* p1, T* p2, T* p3, int count) : IPlaces<Lanes<T>>
    where T : unmanaged, INumber<T>
{
    public int Length => 1;

    public Lanes<T> this[int operand, int n]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector.Load(Row(operand)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => Elementwise.StorePart(value.Register, new Span<T>(Row(operand), count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    T* Row(int operand) => operand == 0 ? p0 : operand == 1 ? p1 : operand == 2 ? p2 : p3;
}

/// <summary>The same for any number of operands, of which some may have one number for the whole row.</summary>
unsafe readonly struct LastPlaces<T>(T** rows, int* strides, int start, int count) : IPlaces<Lanes<T>>
    where T : unmanaged, INumber<T>
{
    public int Length => 1;

    public Lanes<T> this[int operand, int n]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(strides is not null && strides[operand] == 0 ? Vector.Create(*rows[operand])
            : Vector.Load(rows[operand] + start));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => Elementwise.StorePart(value.Register, new Span<T>(rows[operand] + start, count));
    }
}
