using System.Numerics;
using System.Runtime.Intrinsics;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// dx where most of dz is 0: what a place of the window adds to the pixels under it is a sum over the few filters that
/// have a gradient there. The order is that of <see cref="ConvolutionBackwardInput{T, TTile}"/>: rows of the window
/// from top to bottom, its columns from left to right (so places from last to first), filters.
/// </summary>
readonly struct SparseBackwardInput<T>(
    ArraySlice<T> dz, ArraySlice<T> W, ArraySlice<T> dx, ConvolutionSize size) : IWork
    where T : unmanaged
{
    [ThreadStatic]
    static T[]? transposedOfThisThread, imageOfThisThread, weightsOfThisThread;

    [ThreadStatic]
    static int[]? filtersOfThisThread, startsOfThisThread;

    readonly Patches patches = Patches.Of(size with { Images = 1 });
    readonly int run = size.Window.Horizontal.Kernel * size.Channels; // a row of the window: side by side in the image
    readonly T[] transposed = ArraySlice<T>.Scratch(ref transposedOfThisThread, size.PatchSize * size.Filters);

    public void Run(int threads)
    {
        for (var row = 0; row < size.Window.Vertical.Kernel; row++) // (KH, F, KW·C)
        {
            var start = row * run * size.Filters;
            Transposing.Copy(ref W[start], size.Filters, run, size.Filters, ref transposed[start], run);
        }
        Workers.Run(in this, size.Images, threads);
    }

    /// <summary>The gradient of one image.</summary>
    public void Do(int n)
    {
        var image = dx.Slice(n * size.ImageSize, size.ImageSize);
        var sums = patches.Sums(image, ref imageOfThisThread);
        var weights = ArraySlice<T>.Scratch(ref weightsOfThisThread, size.Places * size.Filters);
        var filters = ArraySlice<int>.Scratch(ref filtersOfThisThread, size.Places * size.Filters);
        var starts = ArraySlice<int>.Scratch(ref startsOfThisThread, size.Places + 1);
        Collect(dz.Slice(n * size.Places * size.Filters, size.Places * size.Filters), weights, filters, starts);
        for (var row = 0; row < size.Window.Vertical.Kernel; row++)
            for (var p = size.Places - 1; p >= 0; p--)
                if (starts[p + 1] - starts[p] is > 0 and var count)
                    WeightedRows.Add(
                        sums.Slice(patches.Places[p] + patches.Columns[row * run], run),
                        ref transposed[row * run * size.Filters],
                        filters.AsSpan(starts[p], count), weights.AsSpan(starts[p], count));
        patches.Extract(sums, image);
    }

    /// <summary>
    /// The gradients that are not 0, place after place, and where their filters' weights begin; those of place p begin
    /// at starts[p].
    /// </summary>
    void Collect(ReadOnlySpan<T> dz, Span<T> weights, Span<int> filters, Span<int> starts)
    {
        var count = 0;
        for (var p = 0; p < size.Places; p++)
        {
            starts[p] = count;
            var line = dz.Slice(p * size.Filters, size.Filters);
            for (var f = 0; f < line.Length; f += Vector256<T>.Count)
                for (var bits = WeightedRows.Nonzero(line[f..]); bits != 0; bits &= bits - 1)
                {
                    var filter = f + BitOperations.TrailingZeroCount(bits);
                    (weights[count], filters[count]) = (line[filter], filter * run);
                    count++;
                }
        }
        starts[size.Places] = count;
    }
}
