using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// Sums and means, in one order that is the same for every number of threads and every width of vectors (the columns'
/// loops are in <see cref="ColumnSums"/>):
/// <list type="number">
/// <item>All additions are of Float64 numbers. A Float32 result is rounded once, at the end. (With one
/// running Float32 sum, the mean of a million numbers such as 2024 comes out years off: where the sum is large, its
/// last digit is worth more than the digits of what is added.)</item>
/// <item>A column is summed from the first row to the last, in blocks of 256 rows; the blocks' sums are added in order.
/// So Float64 columns stay true as well.</item>
/// <item>A line is summed as by 16 adding machines side by side, the j-th taking elements j, j + 16, …,
/// in blocks of 256 elements each; what fills no 16 lanes comes last; then their totals are added
/// pairwise, 16 → 8 → 4 → 2 → 1.</item>
/// </list>
/// </summary>
static class Sums
{
    /// <summary>Rows of a block, or elements of it per lane.</summary>
    public const int Block = 256;

    const int Lanes = 16;

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
                ColumnSums.Run<T, NumberTerm<T>, T>(default, block, default, result.Slice(o * inner, inner),
                    end, 0, inner);
        }
    }

    /// <summary>Σ x of numbers that lie side by side.</summary>
    [SkipLocalsInit]
    static double Line<T>(ReadOnlySpan<T> x) where T : unmanaged, INumber<T>
    {
        Span<double> totals = stackalloc double[Lanes];
        totals.Clear();
        for (; x.Length > Lanes; x = x[Math.Min(x.Length, Block * Lanes)..])
            AddLanes(x[..Math.Min(x.Length, Block * Lanes)], totals);
        for (var i = 0; i < x.Length; i++) // a short line, or what is left of a long one
            totals[i] += double.CreateTruncating(x[i]);
        for (var half = Lanes / 2; half > 0; half /= 2) // 16 → 8 → 4 → 2 → 1
            for (var i = 0; i < half; i++)
                totals[i] += totals[i + half];
        return totals[0];
    }

    /// <summary>totals += the block, which is summed in vectors, some of the lanes at a time.</summary>
    static void AddLanes<T>(ReadOnlySpan<T> x, Span<double> totals) where T : unmanaged, INumber<T>
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
