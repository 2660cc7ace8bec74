using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LearnDL.Numbers;

namespace LearnDL.Backends.Cpu;

/// <summary>The largest or smallest of many numbers; any order gives the same.</summary>
static class Extremes
{
    /// <summary>result[o, i] = the largest, or smallest, over r of x[o, r, i].</summary>
    public static void Run<T, F>(ReadOnlySpan<T> x, int outer, int length, int inner, Span<T> result)
        where T : unmanaged, INumber<T> where F : IFunction2
    {
        for (var o = 0; o < outer; o++)
        {
            var block = x.Slice(o * length * inner, length * inner);
            if (inner == 1)
                result[o] = Line<T, F>(block);
            else
                Columns<T, F>(block, result.Slice(o * inner, inner));
        }
    }

    /// <summary>All rows are taken into the result one after the other.</summary>
    static void Columns<T, F>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, INumber<T> where F : IFunction2
    {
        x[..result.Length].CopyTo(result);
        for (var at = result.Length; at < x.Length; at += result.Length)
            Elementwise.Run<T, F>(result, x.Slice(at, result.Length), result);
    }

    /// <summary>
    /// Numbers that lie side by side: vector by vector, the last one reaching back, then pairwise within the vector.
    /// </summary>
    [SkipLocalsInit]
    static T Line<T, F>(ReadOnlySpan<T> x) where T : unmanaged, INumber<T> where F : IFunction2
    {
        Span<T> places = stackalloc T[2 * Vector<T>.Count]; // a vector that begins in the first half ends within them
        ref var px = ref MemoryMarshal.GetReference(x);
        ref var best = ref MemoryMarshal.GetReference(places);
        places.Fill(px);
        x[..Math.Min(x.Length, Vector<T>.Count)].CopyTo(places);
        var extreme = Vector.LoadUnsafe(ref best);
        for (var i = Vector<T>.Count; i < x.Length; i += Vector<T>.Count)
            extreme = F.Of<Lanes<T>>(new(
                extreme), new(Vector.LoadUnsafe(ref px, (nuint)Math.Min(i, x.Length - Vector<T>.Count)))).Register;
        for (var half = Vector<T>.Count / 2; half > 0; half /= 2)
        {
            extreme.StoreUnsafe(ref best);
            extreme = F.Of<Lanes<T>>(new(extreme), new(Vector.LoadUnsafe(ref best, (nuint)half))).Register;
        }
        return extreme[0];
    }
}
