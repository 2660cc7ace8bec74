using System.Runtime.CompilerServices;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// dW += Pᵀ·dz: the rows are the numbers of a window, and the sum goes over all places in all images. A part of the
/// work is a band of rows of dW with a panel of filters, so that no sum is split. All parts take the same few images
/// before they go on to the next ones, which are then still in the cache for each of them.
/// </summary>
struct ConvolutionBackwardKernel<T, TTile>(
    ArraySlice<T> x, ArraySlice<T> dz, ArraySlice<T> dW, ConvolutionSize size, int threads) : IWork
    where T : unmanaged where TTile : ITile<T>
{
    /// <summary>Places whose gradients are packed at a time.</summary>
    const int BlockPlaces = 512;

    [ThreadStatic]
    static T[]? packedOfThisThread, imagesOfThisThread;

    readonly int near = Convolution.Near(size);
    readonly int panels = Convolution.Panels<T, TTile>(size.FiltersPerGroup);
    readonly int tiles = (size.PatchSize + TTile.Rows - 1) / TTile.Rows;
    readonly Patches patches = Patches.Of(size with { Images = Convolution.Near(size) });
    int bands, first, last; // the images that are gone through next

    public void Run()
    {
        var columns = size.Groups * panels;
        bands = Math.Clamp((2 * threads + columns - 1) / columns, 1, tiles); // two parts per thread
        for (first = 0; first < size.Images; first = last)
        {
            last = Math.Min(first + near, size.Images);
            Workers.Run(in this, columns * bands, threads);
        }
    }

    /// <summary>Computes one band of rows with one panel of filters.</summary>
    public readonly void Do(int part)
    {
        int group = part / bands / panels, panel = part / bands % panels, band = part % bands;
        var row = band * tiles / bands * TTile.Rows;
        var rows = Math.Min((band + 1) * tiles / bands * TTile.Rows, size.PatchSize) - row;
        var filter = group * size.FiltersPerGroup + panel * TTile.Columns;
        var filters = Math.Min(TTile.Columns, size.FiltersPerGroup - panel * TTile.Columns);
        ref var images = ref x[first * size.ImageSize];
        if (size.Window.IsPadded)
        {
            var surrounded = ArraySlice<T>.Scratch(ref imagesOfThisThread, near * patches.ImageSize);
            for (var n = first; n < last; n++)
                patches.Surround(
                    x.Slice(n * size.ImageSize, size.ImageSize), surrounded.AsSpan((n - first) * patches.ImageSize));
            images = ref surrounded[0];
        }
        var packed = ArraySlice<T>.Scratch(ref packedOfThisThread, BlockPlaces * TTile.Columns);
        var sums = dW.Slice(0, size.PatchSize * size.Filters)[filter..];
        for (int place = 0, end, places = (last - first) * size.Places; place < places; place = end)
        {
            end = Math.Min(place + BlockPlaces, places);
            Pack(packed, first * size.Places + place, end - place, filter, filters);
            Panel<T, TTile>.Multiply(
                ref Unsafe.Add(ref images, group * size.ChannelsPerGroup),
                new Listed(patches.Columns), row, rows, new Listed(patches.Places), place, end,
                ref packed[0], TTile.Columns, sums, new Strided(size.Filters), filters, accumulate: true);
        }
    }

    /// <summary>The gradients of some filters at some places, one row per place, filled up with zeros.</summary>
    readonly void Pack(Span<T> packed, int place, int places, int filter, int filters)
    {
        if (filters == TTile.Columns)
            for (var p = 0; p < places; p++)
                TTile.CopyRow(ref dz[(place + p) * size.Filters + filter], ref packed[p * TTile.Columns]);
        else
        {
            packed.Clear();
            for (var p = 0; p < places; p++)
                dz.Slice((place + p) * size.Filters + filter, filters).CopyTo(packed[(p * TTile.Columns)..]);
        }
    }
}
