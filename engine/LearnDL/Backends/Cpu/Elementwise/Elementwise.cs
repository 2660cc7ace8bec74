using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LearnDL.Numbers;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// Lines of numbers, a vector at a time, for kernels that are more than a formula: the
/// last, incomplete vector is filled up.
/// </summary>
static class Elementwise
{
    /// <summary>result = F(x, y)</summary>
    public static void Run<T, F>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result) where T : unmanaged, INumber<T>
        where F : IFunction2
    {
        for (var i = 0; i < result.Length; i += Vector<T>.Count)
        {
            var count = result.Length - i;
            Store(F.Of<Lanes<T>>(new(Load(x[i..], count)), new(Load(y[i..], count))).Register, result[i..]);
        }
    }

    /// <summary>sums += a·x</summary>
    public static void AddScaled<T>(T a, ReadOnlySpan<T> x, Span<T> sums) where T : unmanaged
    {
        var va = Vector.Create(a);
        ref var px = ref MemoryMarshal.GetReference(x);
        ref var ps = ref MemoryMarshal.GetReference(sums);
        var i = 0;
        for (; i <= sums.Length - Vector<T>.Count; i += Vector<T>.Count)
            Simd.MultiplyAdd(Vector.LoadUnsafe(ref px, (nuint)i), va, Vector.LoadUnsafe(ref ps, (nuint)i))
                .StoreUnsafe(ref ps, (nuint)i);
        if (i < sums.Length)
            StorePart(Simd.MultiplyAdd(LoadPart(x[i..sums.Length]), va, LoadPart<T>(sums[i..])), sums[i..]);
    }

    /// <summary>
    /// The next elements of a line: a whole vector where there are enough, otherwise filled up with zeros.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Load<T>(ReadOnlySpan<T> x, int count) where T : unmanaged =>
        count >= Vector<T>.Count ? Vector.LoadUnsafe(ref MemoryMarshal.GetReference(x)) : LoadPart(x[..count]);

    /// <summary>Stores a vector, or as much of it as there is room for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector<T> v, Span<T> to) where T : unmanaged
    {
        if (to.Length >= Vector<T>.Count)
            v.StoreUnsafe(ref MemoryMarshal.GetReference(to));
        else
            StorePart(v, to);
    }

    /// <summary>The last elements of a line, filled up with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> LoadPart<T>(ReadOnlySpan<T> x) where T : unmanaged
    {
        var part = Vector<T>.Zero;
        x.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<Vector<T>, T>(ref part), Vector<T>.Count));
        return part;
    }

    /// <summary>Stores as many elements of the vector as there is room for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePart<T>(Vector<T> part, Span<T> y) where T : unmanaged =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Vector<T>, T>(ref part), y.Length).CopyTo(y);
}
