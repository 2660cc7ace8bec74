using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// Sums and extremes in one fixed order. A line is always summed as if by 16 adding machines side by side, the j-th taking the elements
/// j, j + 16, …, and their totals are added pairwise; so the bits are those of 16 lanes, whether the processor has 4, 8 or 16.
/// </summary>
static class Reduce
{
    const int Lanes = 16;

    /// <summary>result[o, i] = reduction over r of x[o, r, i], added to the result if it accumulates.</summary>
    public static void Run<T, TOp>(ReadOnlySpan<T> x, int outer, int length, int inner, Span<T> result, bool accumulate)
        where T : unmanaged, INumber<T> where TOp : IBinaryOp<T>
    {
        for (var o = 0; o < outer; o++)
        {
            var block = x.Slice(o * length * inner, length * inner);
            var target = result.Slice(o * inner, inner);
            if (inner == 1)
                target[0] = accumulate ? target[0] + Line<T, TOp>(block) : Line<T, TOp>(block);
            else
                Columns<T, TOp>(block, length, target, accumulate, 0, inner);
        }
    }

    /// <summary>All rows are taken into the result one after the other, many columns at a time; the columns from <paramref name="i"/> on, below <paramref name="end"/>.</summary>
    public static void Columns<T, TOp>(ReadOnlySpan<T> x, int rows, Span<T> result, bool accumulate, int i, int end) where T : unmanaged where TOp : IBinaryOp<T>
    {
        ref var px = ref MemoryMarshal.GetReference(x);
        ref var pr = ref MemoryMarshal.GetReference(result);
        int columns = result.Length, first = accumulate ? 0 : 1;
        if (rows == 0)
        {
            if (!accumulate)
                result[i..end].Clear();
            return;
        }
        for (; i <= end - 4 * Vector<T>.Count; i += 4 * Vector<T>.Count) // side by side, so that whole cache lines are used as they come
        {
            ref var from = ref Unsafe.Add(ref accumulate ? ref pr : ref px, i);
            var (t0, t1, t2, t3) = Four(ref from);
            for (var row = first; row < rows; row++)
            {
                var (x0, x1, x2, x3) = Four(ref Unsafe.Add(ref px, row * columns + i));
                (t0, t1, t2, t3) = (TOp.Apply(t0, x0), TOp.Apply(t1, x1), TOp.Apply(t2, x2), TOp.Apply(t3, x3));
            }
            Store(t0, t1, t2, t3, ref Unsafe.Add(ref pr, i));
        }
        for (; i <= end - Vector<T>.Count; i += Vector<T>.Count)
        {
            var total = accumulate ? Vector.LoadUnsafe(ref pr, (nuint)i) : Vector.LoadUnsafe(ref px, (nuint)i);
            for (var row = first; row < rows; row++)
                total = TOp.Apply(total, Vector.LoadUnsafe(ref px, (nuint)(row * columns + i)));
            total.StoreUnsafe(ref pr, (nuint)i);
        }
        if (i < end)
        {
            var total = Elementwise.LoadPart(accumulate ? result[i..end] : x[i..end]);
            var at = first * columns + i;
            for (; at <= x.Length - Vector<T>.Count; at += columns)
                total = TOp.Apply(total, Vector.LoadUnsafe(ref px, (nuint)at)); // reaches into the next row; what comes of that is not stored
            for (; at < x.Length; at += columns)
                total = TOp.Apply(total, Elementwise.LoadPart(x.Slice(at, end - i)));
            Elementwise.StorePart(total, result[i..end]);
        }
    }

    /// <summary>result[j] = Σᵣ x[r, j]·y[r, j], row after row, many columns at a time, each step one multiply-add; the columns from <paramref name="i"/> on, below <paramref name="end"/>.</summary>
    public static void SumProducts<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result, bool accumulate, int i, int end) where T : unmanaged
    {
        if (!accumulate)
            result[i..end].Clear();
        ref var px = ref MemoryMarshal.GetReference(x);
        ref var py = ref MemoryMarshal.GetReference(y);
        ref var pr = ref MemoryMarshal.GetReference(result);
        var columns = result.Length;
        for (; i <= end - 4 * Vector<T>.Count; i += 4 * Vector<T>.Count)
        {
            var (t0, t1, t2, t3) = Four(ref Unsafe.Add(ref pr, i));
            for (var at = i; at < x.Length; at += columns)
            {
                var (x0, x1, x2, x3) = Four(ref Unsafe.Add(ref px, at));
                var (y0, y1, y2, y3) = Four(ref Unsafe.Add(ref py, at));
                (t0, t1, t2, t3) = (Simd.MultiplyAdd(x0, y0, t0), Simd.MultiplyAdd(x1, y1, t1), Simd.MultiplyAdd(x2, y2, t2), Simd.MultiplyAdd(x3, y3, t3));
            }
            Store(t0, t1, t2, t3, ref Unsafe.Add(ref pr, i));
        }
        for (; i < end; i += Vector<T>.Count)
        {
            var count = Math.Min(Vector<T>.Count, end - i);
            var total = Elementwise.Load<T>(result[i..], count);
            var at = i;
            for (; at <= x.Length - Vector<T>.Count; at += columns)
                total = Simd.MultiplyAdd(Vector.LoadUnsafe(ref px, (nuint)at), Vector.LoadUnsafe(ref py, (nuint)at), total); // as above
            for (; at < x.Length; at += columns)
                total = Simd.MultiplyAdd(Elementwise.LoadPart(x.Slice(at, count)), Elementwise.LoadPart(y.Slice(at, count)), total);
            Elementwise.Store(total, result.Slice(i, count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (Vector<T>, Vector<T>, Vector<T>, Vector<T>) Four<T>(ref T x) where T : unmanaged =>
        (Vector.LoadUnsafe(ref x), Vector.LoadUnsafe(ref x, (nuint)Vector<T>.Count), Vector.LoadUnsafe(ref x, 2 * (nuint)Vector<T>.Count), Vector.LoadUnsafe(ref x, 3 * (nuint)Vector<T>.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store<T>(Vector<T> t0, Vector<T> t1, Vector<T> t2, Vector<T> t3, ref T to) where T : unmanaged
    {
        t0.StoreUnsafe(ref to);
        t1.StoreUnsafe(ref to, (nuint)Vector<T>.Count);
        t2.StoreUnsafe(ref to, 2 * (nuint)Vector<T>.Count);
        t3.StoreUnsafe(ref to, 3 * (nuint)Vector<T>.Count);
    }

    /// <summary>One line; where it is no multiple of 16 long, it is filled up with a number that changes nothing.</summary>
    [SkipLocalsInit]
    static T Line<T, TOp>(ReadOnlySpan<T> x) where T : unmanaged, INumber<T> where TOp : IBinaryOp<T>
    {
        if (x.IsEmpty)
            return T.Zero; // only a sum may be empty
        var nothing = typeof(TOp) == typeof(AddOp<T>) ? T.Zero : x[0];
        Span<T> totals = stackalloc T[2 * Lanes], rest = stackalloc T[Lanes]; // the last vector may reach over the 16 totals
        ref var lanes = ref MemoryMarshal.GetReference(totals);
        totals[..Lanes].Fill(nothing);
        x[..Math.Min(x.Length, Lanes)].CopyTo(totals);
        for (; x.Length >= 2 * Lanes; x = x[Lanes..])
            Pairwise<T, TOp>(ref lanes, ref MemoryMarshal.GetReference(x[Lanes..]), Lanes);
        if (x.Length > Lanes)
        {
            rest.Fill(nothing);
            x[Lanes..].CopyTo(rest);
            Pairwise<T, TOp>(ref lanes, ref MemoryMarshal.GetReference(rest), Lanes);
        }
        for (var half = Lanes / 2; half > 0; half /= 2) // 16 → 8 → 4 → 2 → 1
            Pairwise<T, TOp>(ref lanes, ref Unsafe.Add(ref lanes, half), half);
        return lanes;
    }

    /// <summary>lanes = op(lanes, x), in whole vectors</summary>
    static void Pairwise<T, TOp>(ref T lanes, ref T x, int count) where T : unmanaged where TOp : IBinaryOp<T>
    {
        for (nuint i = 0; i < (nuint)count; i += (nuint)Vector<T>.Count)
            TOp.Apply(Vector.LoadUnsafe(ref lanes, i), Vector.LoadUnsafe(ref x, i)).StoreUnsafe(ref lanes, i);
    }
}
