using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// Sums and means, in one order that is the same for every number of threads and every width of vectors:
/// <list type="number">
/// <item>All additions are of Float64 numbers. A Float32 result is rounded once, at the end. (One running Float32 sum of a
/// million years is 16 years off: where the sum is large, its last digit is worth more than what is added.)</item>
/// <item>A column is summed from the first row to the last, in blocks of 1,024 rows; the blocks' sums are added in order.
/// So Float64 columns stay true as well.</item>
/// <item>A line is summed as by 16 adding machines side by side, the j-th taking elements j, j + 16, …, in blocks of 1,024
/// elements each; then their totals are added pairwise, 16 → 8 → 4 → 2 → 1.</item>
/// </list>
/// </summary>
static class Sums
{
    const int Lanes = 16, Block = 1024;

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

    /// <summary>result[j] = Σᵣ of the terms of row r in column j, for the columns from <paramref name="j"/> on, below <paramref name="last"/>.</summary>
    public static void Columns<T, TTerm, TResult>(
        TTerm terms, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<TResult> result, SumEnd end, int j, int last)
        where T : unmanaged where TTerm : struct, ITerm<T, TTerm> where TResult : unmanaged
    {
        ref var px = ref MemoryMarshal.GetReference(x);
        ref var py = ref MemoryMarshal.GetReference(y);
        ref var pr = ref MemoryMarshal.GetReference(result);
        nint columns = result.Length;
        var count = WideVector.Count;
        for (; j <= last - 4 * count; j += 4 * count) // four side by side: whole cache lines are used as they come
        {
            TTerm terms0 = terms.At(j, count), terms1 = terms.At(j + count, count);
            TTerm terms2 = terms.At(j + 2 * count, count), terms3 = terms.At(j + 3 * count, count);
            WideVector sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            for (nint at = j; at < x.Length;)
            {
                WideVector b0 = default, b1 = default, b2 = default, b3 = default;
                for (var stop = Math.Min(x.Length, at + Block * columns); at < stop; at += columns)
                {
                    b0 = terms0.Add(b0, ref px, ref py, at);
                    b1 = terms1.Add(b1, ref px, ref py, at + count);
                    b2 = terms2.Add(b2, ref px, ref py, at + 2 * count);
                    b3 = terms3.Add(b3, ref px, ref py, at + 3 * count);
                }
                (sum0, sum1, sum2, sum3) = (sum0 + b0, sum1 + b1, sum2 + b2, sum3 + b3);
            }
            end.Store(sum0, ref pr, j);
            end.Store(sum1, ref pr, j + count);
            end.Store(sum2, ref pr, j + 2 * count);
            end.Store(sum3, ref pr, j + 3 * count);
        }
        for (; j < last; j += count)
            Few<T, TTerm, TResult>(terms.At(j, Math.Min(count, last - j)), x, y, result, end, j, Math.Min(count, last - j));
    }

    /// <summary>The same for one vector of columns, or for the last columns, which are fewer.</summary>
    [SkipLocalsInit]
    static void Few<T, TTerm, TResult>(
        TTerm terms, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<TResult> result, SumEnd end, int j, int count)
        where T : unmanaged where TTerm : struct, ITerm<T, TTerm> where TResult : unmanaged
    {
        Span<T> partX = stackalloc T[WideVector.Count], partY = stackalloc T[WideVector.Count];
        ref var px = ref MemoryMarshal.GetReference(x);
        ref var py = ref MemoryMarshal.GetReference(y);
        nint columns = result.Length;
        var sum = default(WideVector);
        for (nint at = j; at < x.Length;)
        {
            var block = default(WideVector);
            var stop = Math.Min(x.Length, at + Block * columns);
            for (; at < stop && at <= x.Length - WideVector.Count; at += columns)
                block = terms.Add(block, ref px, ref py, at); // may reach into the next row; what comes of that is not stored
            for (; at < stop; at += columns)
            {
                x.Slice((int)at, count).CopyTo(partX);
                if (!y.IsEmpty)
                    y.Slice((int)at, count).CopyTo(partY);
                block = terms.Add(block, ref MemoryMarshal.GetReference(partX), ref MemoryMarshal.GetReference(partY), 0);
            }
            sum += block;
        }
        end.StorePart(sum, result.Slice(j, count));
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
