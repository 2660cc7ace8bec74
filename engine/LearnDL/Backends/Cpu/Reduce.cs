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
                Columns<T, TOp>(block, length, target, accumulate);
        }
    }

    /// <summary>All rows are taken into the result one after the other, many columns at a time.</summary>
    static void Columns<T, TOp>(ReadOnlySpan<T> x, int rows, Span<T> result, bool accumulate) where T : unmanaged where TOp : IBinaryOp<T>
    {
        ref var px = ref MemoryMarshal.GetReference(x);
        ref var pr = ref MemoryMarshal.GetReference(result);
        int columns = result.Length, first = accumulate ? 0 : 1;
        if (rows == 0)
        {
            if (!accumulate)
                result.Clear();
            return;
        }
        var i = 0;
        for (; i <= columns - 4 * Vector<T>.Count; i += 4 * Vector<T>.Count) // four vectors side by side: whole lines of memory
        {
            ref var start = ref Unsafe.Add(ref accumulate ? ref pr : ref px, i);
            nuint step = (nuint)Vector<T>.Count;
            Vector<T> total0 = Vector.LoadUnsafe(ref start), total1 = Vector.LoadUnsafe(ref start, step), total2 = Vector.LoadUnsafe(ref start, 2 * step), total3 = Vector.LoadUnsafe(ref start, 3 * step);
            for (var row = first; row < rows; row++)
            {
                ref var line = ref Unsafe.Add(ref px, row * columns + i);
                total0 = TOp.Apply(total0, Vector.LoadUnsafe(ref line));
                total1 = TOp.Apply(total1, Vector.LoadUnsafe(ref line, step));
                total2 = TOp.Apply(total2, Vector.LoadUnsafe(ref line, 2 * step));
                total3 = TOp.Apply(total3, Vector.LoadUnsafe(ref line, 3 * step));
            }
            ref var end = ref Unsafe.Add(ref pr, i);
            total0.StoreUnsafe(ref end);
            total1.StoreUnsafe(ref end, step);
            total2.StoreUnsafe(ref end, 2 * step);
            total3.StoreUnsafe(ref end, 3 * step);
        }
        for (; i <= columns - Vector<T>.Count; i += Vector<T>.Count)
        {
            var total = accumulate ? Vector.LoadUnsafe(ref pr, (nuint)i) : Vector.LoadUnsafe(ref px, (nuint)i);
            for (var row = first; row < rows; row++)
                total = TOp.Apply(total, Vector.LoadUnsafe(ref px, (nuint)(row * columns + i)));
            total.StoreUnsafe(ref pr, (nuint)i);
        }
        if (i < columns)
        {
            var total = Elementwise.LoadPart(accumulate ? result[i..] : x[i..columns]);
            for (var row = first; row < rows; row++)
                total = TOp.Apply(total, Elementwise.LoadPart(x.Slice(row * columns + i, columns - i)));
            Elementwise.StorePart(total, result[i..]);
        }
    }

    /// <summary>One line; where it is no multiple of 16 long, it is filled up with a number that changes nothing.</summary>
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
