using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LearnDL.Backends.Cpu;

/// <summary>The sums of columns, in the order that <see cref="Sums"/> defines, many columns side by side.</summary>
static class ColumnSums
{
    /// <summary>
    /// result[j] = Σᵣ of the terms of row r in column j, for the columns from <paramref name="from"/> on, below
    /// <paramref name="last"/>. All columns of a block of rows are summed before the next block is read: it fits into a
    /// near cache.
    /// </summary>
    [SkipLocalsInit]
    public static void Run<T, TTerm, TResult>(
        TTerm terms, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<TResult> result, SumEnd end, int from, int last)
        where T : unmanaged where TTerm : struct, ITerm<T, TTerm> where TResult : unmanaged
    {
        int count = last - from, columns = result.Length;
        var room = (count + WideVector.Count - 1) / WideVector.Count * WideVector.Count;
        var totals = room <= 256
            ? stackalloc double[room]
            : ArraySlice<double>.Scratch(ref totalsOfThisThread, room).AsSpan(0, room);
        totals.Clear();
        for (long at = 0; at < x.Length; at += (long)Sums.Block * columns)
        {
            var length = (int)Math.Min(x.Length - at, (long)Sums.Block * columns);
            var second = y.IsEmpty ? y : y.Slice((int)at, length);
            AddBlock(terms, x.Slice((int)at, length), second, columns, from, last, totals);
        }
        for (var j = 0; j < count; j += WideVector.Count)
        {
            var part = result.Slice(from + j, Math.Min(WideVector.Count, count - j));
            end.StorePart(WideVector.Load(ref totals[0], j), part);
        }
    }

    [ThreadStatic]
    static double[]? totalsOfThisThread;

    /// <summary>
    /// totals += the sums of the columns of a block, four vectors of columns side by side, so that whole cache lines
    /// are used as they come.
    /// </summary>
    static void AddBlock<T, TTerm>(
        TTerm terms, ReadOnlySpan<T> x, ReadOnlySpan<T> y, nint columns, int from, int last, Span<double> totals)
        where T : unmanaged where TTerm : struct, ITerm<T, TTerm>
    {
        ref var px = ref MemoryMarshal.GetReference(x);
        ref var py = ref MemoryMarshal.GetReference(y);
        ref var total = ref MemoryMarshal.GetReference(totals);
        var (j, count) = (from, WideVector.Count);
        for (; j <= last - 4 * count; j += 4 * count)
        {
            TTerm terms0 = terms.At(j, count), terms1 = terms.At(j + count, count);
            TTerm terms2 = terms.At(j + 2 * count, count), terms3 = terms.At(j + 3 * count, count);
            WideVector sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            for (nint at = j; at < x.Length; at += columns)
            {
                sum0 = terms0.Add(sum0, ref px, ref py, at);
                sum1 = terms1.Add(sum1, ref px, ref py, at + count);
                sum2 = terms2.Add(sum2, ref px, ref py, at + 2 * count);
                sum3 = terms3.Add(sum3, ref px, ref py, at + 3 * count);
            }
            sum0.AddTo(ref total, j - from);
            sum1.AddTo(ref total, j - from + count);
            sum2.AddTo(ref total, j - from + 2 * count);
            sum3.AddTo(ref total, j - from + 3 * count);
        }
        for (; j < last; j += WideVector.Count)
        {
            count = Math.Min(count, last - j);
            One(terms.At(j, count), x, y, columns, j, count).AddTo(ref total, j - from);
        }
    }

    /// <summary>The sums of one vector of columns, or of the last columns, which are fewer.</summary>
    static WideVector One<T, TTerm>(TTerm terms, ReadOnlySpan<T> x, ReadOnlySpan<T> y, nint columns, nint j, int count)
        where T : unmanaged where TTerm : struct, ITerm<T, TTerm>
    {
        ref var px = ref MemoryMarshal.GetReference(x);
        ref var py = ref MemoryMarshal.GetReference(y);
        var sum = default(WideVector);
        var at = j;
        for (; at <= x.Length - WideVector.Count; at += columns)
            sum = terms.Add(sum, ref px, ref py, at); // may reach into the next row; what comes of that is not used
        return at < x.Length ? Rest(terms, sum, x, y, columns, at, count) : sum;
    }

    /// <summary>The last rows of narrow columns, behind which no whole vector lies.</summary>
    static WideVector Rest<T, TTerm>(
        TTerm terms, WideVector sum, ReadOnlySpan<T> x, ReadOnlySpan<T> y, nint columns, nint at, int count)
        where T : unmanaged where TTerm : struct, ITerm<T, TTerm>
    {
        Span<T> partX = stackalloc T[WideVector.Count], partY = stackalloc T[WideVector.Count];
        for (; at < x.Length; at += columns)
        {
            x.Slice((int)at, count).CopyTo(partX);
            if (!y.IsEmpty)
                y.Slice((int)at, count).CopyTo(partY);
            sum = terms.Add(sum, ref MemoryMarshal.GetReference(partX), ref MemoryMarshal.GetReference(partY), 0);
        }
        return sum;
    }
}
