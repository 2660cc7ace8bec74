using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LearnDL.Numbers;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// As many numbers as a vector of Float32 holds, in Float64: what sums are kept in. A Float32 number goes in without
/// loss, the product of two of them as well (24 + 24 of 53 binary digits), and rounding happens once, on the way out.
/// </summary>
readonly struct WideVector(Vector<double> low, Vector<double> high)
{
    readonly Vector<double> low = low, high = high;

    /// <summary>How many numbers it holds.</summary>
    public static int Count => Vector<float>.Count;

    public static WideVector operator +(WideVector x, WideVector y) => new(x.low + y.low, x.high + y.high);

    public static WideVector operator -(WideVector x, WideVector y) => new(x.low - y.low, x.high - y.high);

    public static WideVector operator /(WideVector x, double divisor) =>
        new(x.low / Vector.Create(divisor), x.high / Vector.Create(divisor));

    /// <summary>sum + x·y</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector MultiplyAdd(WideVector x, WideVector y, WideVector sum) =>
        new(Simd.MultiplyAdd(x.low, y.low, sum.low), Simd.MultiplyAdd(x.high, y.high, sum.high));

    /// <summary>The numbers that lie side by side from a place on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector Load<T>(ref T from, nint at) where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            Vector.Widen(Vector.LoadUnsafe(ref Unsafe.As<T, float>(ref from), (nuint)at), out var low, out var high);
            return new WideVector(low, high);
        }
        ref var numbers = ref Unsafe.As<T, double>(ref from);
        return new WideVector(
            Vector.LoadUnsafe(ref numbers, (nuint)at),
            Vector.LoadUnsafe(ref numbers, (nuint)(at + Vector<double>.Count)));
    }

    /// <summary>Fewer numbers than a whole vector, filled up with zeros.</summary>
    public static WideVector LoadPart<T>(ReadOnlySpan<T> x) where T : unmanaged
    {
        Span<T> whole = stackalloc T[Count];
        whole.Clear();
        x.CopyTo(whole);
        return Load(ref MemoryMarshal.GetReference(whole), 0);
    }

    /// <summary>Rounds the numbers to the type of the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<T>(ref T to, nint at) where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            Vector.Narrow(low, high).StoreUnsafe(ref Unsafe.As<T, float>(ref to), (nuint)at);
            return;
        }
        ref var numbers = ref Unsafe.As<T, double>(ref to);
        low.StoreUnsafe(ref numbers, (nuint)at);
        high.StoreUnsafe(ref numbers, (nuint)(at + Vector<double>.Count));
    }

    /// <summary>Adds to the numbers that lie there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddTo(ref double sums, nint at) => (Load(ref sums, at) + this).Store(ref sums, at);
}
