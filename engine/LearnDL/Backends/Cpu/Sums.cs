using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// Sums and means, in one order that is the same for every number of threads and every width of vectors:
/// <list type="number">
/// <item>All additions are of Float64 numbers. A Float32 result is rounded once, at the end. (One running Float32 sum of a
/// million years is 16 years off: where the sum is large, its last digit is worth more than what is added.)</item>
/// <item>A column is summed from the first row to the last, in blocks of 256 rows; the blocks' sums are added in order.
/// So Float64 columns stay true as well.</item>
/// <item>A line is summed as by 16 adding machines side by side, the j-th taking elements j, j + 16, …, in blocks of 256
/// elements each; then their totals are added pairwise, 16 → 8 → 4 → 2 → 1.</item>
/// </list>
/// </summary>
static class Sums
{
    const int Lanes = 16, Block = 256;

    /// <summary>result[o, i] = Σᵣ x[o, r, i] / divisor, or result + that.</summary>
    public static void Run<T>(ReadOnlySpan<T> x, int outer, int length, int inner, Span<T> result, SumEnd end)
        where T : unmanaged, INumber<T>
    {
        for (var o = 0; o < outer; o++)
        {
            var block = x.Slice(o * length * inner, length * inner);
            if (inner == 1)
                result[o] = end.Of(Line(block), result[o]);
            else
                Columns<T, NumberTerm<T>, T>(default, block, default, result.Slice(o * inner, inner), end, 0, inner);
        }
    }

    /// <summary>
    /// result[j] = Σᵣ of the terms of row r in column j, for the columns from <paramref name="from"/> on, below <paramref name="last"/>.
    /// All columns of a block of rows are summed before the next block is read: it fits into a near cache.
    /// </summary>
    [SkipLocalsInit]
    public static void Columns<T, TTerm, TResult>(
        TTerm terms, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<TResult> result, SumEnd end, int from, int last)
        where T : unmanaged where TTerm : struct, ITerm<T, TTerm> where TResult : unmanaged
    {
        int count = last - from, columns = result.Length, room = (count + WideVector.Count - 1) / WideVector.Count * WideVector.Count;
        var totals = room <= 256 ? stackalloc double[room] : Numbers<double>.Scratch(ref totalsOfThisThread, room).AsSpan(0, room);
        totals.Clear();
        for (long at = 0; at < x.Length; at += (long)Block * columns)
        {
            var length = (int)Math.Min(x.Length - at, (long)Block * columns);
            AddBlock(terms, x.Slice((int)at, length), y.IsEmpty ? y : y.Slice((int)at, length), columns, from, last, totals);
        }
        for (var j = 0; j < count; j += WideVector.Count)
            end.StorePart(WideVector.Load(ref totals[0], j), result.Slice(from + j, Math.Min(WideVector.Count, count - j)));
    }

    [ThreadStatic]
    static double[]? totalsOfThisThread;

    /// <summary>totals += the sums of the columns of a block, four vectors of columns side by side, so that whole cache lines are used as they come.</summary>
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
        for (; j < last; j += count)
            One(terms.At(j, Math.Min(count, last - j)), x, y, columns, j, Math.Min(count, last - j)).AddTo(ref total, j - from);
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
    static WideVector Rest<T, TTerm>(TTerm terms, WideVector sum, ReadOnlySpan<T> x, ReadOnlySpan<T> y, nint columns, nint at, int count)
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

    /// <summary>Σ x of numbers that lie side by side.</summary>
    [SkipLocalsInit]
    static double Line<T>(ReadOnlySpan<T> x) where T : unmanaged, INumber<T>
    {
        Span<double> totals = stackalloc double[Lanes];
        totals.Clear();
        for (; x.Length > Lanes; x = x[Math.Min(x.Length, Block * Lanes)..])
            AddBlock(x[..Math.Min(x.Length, Block * Lanes)], totals);
        for (var i = 0; i < x.Length; i++) // a short line, or what is left of a long one
            totals[i] += double.CreateTruncating(x[i]);
        for (var half = Lanes / 2; half > 0; half /= 2) // 16 → 8 → 4 → 2 → 1
            for (var i = 0; i < half; i++)
                totals[i] += totals[i + half];
        return totals[0];
    }

    /// <summary>totals += the block, which is summed in vectors, some of the lanes at a time.</summary>
    static void AddBlock<T>(ReadOnlySpan<T> x, Span<double> totals) where T : unmanaged, INumber<T>
    {
        ref var px = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(totals);
        var whole = x.Length - x.Length % Lanes;
        for (nint lane = 0; lane < Lanes; lane += WideVector.Count)
        {
            var sum = default(WideVector);
            for (var at = lane; at < whole; at += Lanes)
                sum += WideVector.Load(ref px, at);
            (WideVector.Load(ref to, lane) + sum).Store(ref to, lane);
        }
        for (var i = whole; i < x.Length; i++)
            totals[i - whole] += double.CreateTruncating(x[i]);
    }
}
