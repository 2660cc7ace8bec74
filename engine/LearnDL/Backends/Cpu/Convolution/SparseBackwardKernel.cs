using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// dW where most of dz is 0: a filter's gradient is a sum of patches, those of the few places where the filter has a
/// gradient. The order is that of <see cref="ConvolutionBackwardKernel{T, TTile}"/>: image after image, place after
/// place. A part of the work is a few filters.
/// </summary>
struct SparseBackwardKernel<T>(
    ArraySlice<T> x, ArraySlice<T> dz, ArraySlice<T> dW, ConvolutionSize size) : IWork
    where T : unmanaged
{
    [ThreadStatic]
    static T[]? transposedOfThisThread, imageOfThisThread, weightsOfThisThread;

    [ThreadStatic]
    static int[]? placesOfThisThread;

    readonly Patches patches = Patches.Of(size with { Images = 1 });
    readonly int run = size.Window.Horizontal.Kernel * size.Channels; // a row of the window: side by side in the image
    readonly T[] transposed = // dWᵀ (F, KH·KW·C)
        ArraySlice<T>.Scratch(ref transposedOfThisThread, size.PatchSize * size.Filters);
    int first, last; // the images that are gone through next

    static int FiltersPerPart => Vector256<T>.Count;

    public void Run(int threads)
    {
        var near = Convolution.Near(size);
        Transposing.Copy(ref dW[0], size.Filters, size.PatchSize, size.Filters, ref transposed[0], size.PatchSize);
        for (first = 0; first < size.Images; first = last)
        {
            last = Math.Min(first + near, size.Images);
            Workers.Run(in this, (size.Filters + FiltersPerPart - 1) / FiltersPerPart, threads);
        }
        Transposing.Copy(ref transposed[0], size.PatchSize, size.Filters, size.PatchSize, ref dW[0], size.Filters);
    }

    /// <summary>The gradients of a few filters from the images that are near.</summary>
    public readonly void Do(int part)
    {
        int filter = part * FiltersPerPart, filters = Math.Min(FiltersPerPart, size.Filters - filter);
        var weights = ArraySlice<T>.Scratch(ref weightsOfThisThread, FiltersPerPart * size.Places);
        var places = ArraySlice<int>.Scratch(ref placesOfThisThread, FiltersPerPart * size.Places);
        Span<int> counts = stackalloc int[FiltersPerPart];
        for (var n = first; n < last; n++)
        {
            ref var image = ref MemoryMarshal.GetReference(
                patches.Surrounded(x.Slice(n * size.ImageSize, size.ImageSize), ref imageOfThisThread));
            Collect(n, filter, filters, weights, places, counts);
            for (var f = 0; f < filters; f++)
                for (var start = 0; start < size.PatchSize; start += run)
                    WeightedRows.Add(
                        transposed.AsSpan((filter + f) * size.PatchSize + start, run),
                        ref Unsafe.Add(ref image, patches.Columns[start]),
                        places.AsSpan(f * size.Places, counts[f]), weights.AsSpan(f * size.Places, counts[f]));
        }
    }

    /// <summary>
    /// For each of the filters the gradients that are not 0, and where the window begins at their places.
    /// </summary>
    readonly void Collect(int n, int filter, int filters, Span<T> weights, Span<int> places, Span<int> counts)
    {
        counts.Clear();
        for (var p = 0; p < size.Places; p++)
        {
            ReadOnlySpan<T> line = dz.Slice((n * size.Places + p) * size.Filters + filter, filters);
            for (var bits = WeightedRows.Nonzero(line); bits != 0; bits &= bits - 1)
            {
                var f = BitOperations.TrailingZeroCount(bits);
                var at = f * size.Places + counts[f]++;
                (weights[at], places[at]) = (line[f], patches.Places[p]);
            }
        }
    }
}
