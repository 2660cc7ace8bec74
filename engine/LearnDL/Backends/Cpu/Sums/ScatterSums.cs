using System.Numerics;
using System.Runtime.InteropServices;
using LearnDL.Numbers;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// result[rows[i]] += x[i], the gradient of a table that rows were taken from. The places that name the same row are
/// linked first; then each row's sum is taken in Float64, in the order of the places, and rounded once: a word that
/// occurs a million times in a batch gets a true gradient too.
/// </summary>
static class ScatterSums
{
    const int None = -1;

    [ThreadStatic]
    static int[]? firstsOfThisThread, nextsOfThisThread;

    public static void Run<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> rows, int rowCount, Span<T> result)
        where T : unmanaged, INumber<T>
    {
        if (rows.IsEmpty)
            return;
        var firsts = // by row: the first place that names it
            ArraySlice<int>.Scratch(ref firstsOfThisThread, rowCount).AsSpan(0, rowCount);
        var nexts = // by place: the next one that names the same row
            ArraySlice<int>.Scratch(ref nextsOfThisThread, rows.Length).AsSpan(0, rows.Length);
        firsts.Fill(None);
        for (var i = rows.Length - 1; i >= 0; i--)
            (nexts[i], firsts[rows[i]]) = (firsts[rows[i]], i);
        var width = x.Length / rows.Length;
        for (var i = 0; i < rows.Length; i++)
        {
            if (firsts[rows[i]] != i)
                continue;
            var sum = result.Slice(rows[i] * width, width);
            if (nexts[i] == None) // two numbers: Float64 would round to the same
                Elementwise.Run<T, Add>(sum, x.Slice(i * width, width), sum);
            else
                AddRows(x, i, nexts, sum);
        }
    }

    /// <summary>sum += the rows of x at this place and those linked to it, a vector of columns at a time.</summary>
    static void AddRows<T>(ReadOnlySpan<T> x, int first, ReadOnlySpan<int> nexts, Span<T> sum) where T : unmanaged
    {
        ref var px = ref MemoryMarshal.GetReference(x);
        nint width = sum.Length;
        for (var j = 0; j < sum.Length; j += WideVector.Count)
        {
            var total = default(WideVector);
            for (var place = first; place != None; place = nexts[place])
            {
                var at = place * width + j;
                total += at <= x.Length - WideVector.Count
                    ? WideVector.Load(ref px, at)
                    : WideVector.LoadPart(x[(int)at..]);
            }
            new SumEnd(Accumulate: true).StorePart(total, sum[j..Math.Min(j + WideVector.Count, sum.Length)]);
        }
    }
}
