using System.Numerics;
using System.Runtime.InteropServices;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// result[rows[i]] += x[i], the gradient of a table that rows were taken from. The places that name the same row are found
/// first, by counting; then each row's sum is taken in Float64, in the order of the places, and rounded once: a word that
/// occurs a million times in a batch gets a true gradient too.
/// </summary>
static class ScatterSums
{
    [ThreadStatic]
    static int[]? startsOfThisThread, placesOfThisThread;

    public static void Run<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> rows, int rowCount, Span<T> result) where T : unmanaged, INumber<T>
    {
        if (rows.IsEmpty)
            return;
        var starts = Numbers<int>.Scratch(ref startsOfThisThread, rowCount + 1).AsSpan(0, rowCount + 1);
        var places = Numbers<int>.Scratch(ref placesOfThisThread, rows.Length).AsSpan(0, rows.Length);
        SortByRow(rows, starts, places);
        var width = x.Length / rows.Length;
        for (var row = 0; row < rowCount; row++)
            if (starts[row + 1] > starts[row])
                AddRows(x, places[starts[row]..starts[row + 1]], result.Slice(row * width, width));
    }

    /// <summary>places[starts[r]..starts[r + 1]] are the places i with rows[i] = r, in ascending order.</summary>
    static void SortByRow(ReadOnlySpan<int> rows, Span<int> starts, Span<int> places)
    {
        starts.Clear();
        foreach (var row in rows)
            starts[row + 1]++;
        for (var row = 1; row < starts.Length; row++)
            starts[row] += starts[row - 1];
        for (var i = rows.Length - 1; i >= 0; i--) // backwards, each row's end moves down to its start
            places[--starts[rows[i] + 1]] = i;
        starts[1..].CopyTo(starts);
        starts[^1] = rows.Length;
    }

    /// <summary>sum += the rows of x at these places, a vector of columns at a time.</summary>
    static void AddRows<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> places, Span<T> sum) where T : unmanaged
    {
        ref var px = ref MemoryMarshal.GetReference(x);
        nint width = sum.Length;
        for (var j = 0; j < sum.Length; j += WideVector.Count)
        {
            var total = default(WideVector);
            foreach (var place in places)
            {
                var at = place * width + j;
                total += at <= x.Length - WideVector.Count ? WideVector.Load(ref px, at) : WideVector.LoadPart(x[(int)at..]);
            }
            var part = sum[j..Math.Min(j + WideVector.Count, sum.Length)];
            new SumEnd(Accumulate: true).StorePart(total, part);
        }
    }
}
