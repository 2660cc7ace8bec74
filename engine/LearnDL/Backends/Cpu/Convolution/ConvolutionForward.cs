using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LearnDL.Backends.Cpu;

/// <summary>z = P·W + b: the rows are the places of the window, an image a part of the work.</summary>
readonly struct ConvolutionForward<T, TTile>(
    ArraySlice<T> x, ArraySlice<T> W, ArraySlice<T> b, ArraySlice<T> z, ConvolutionSize size) : IWork
    where T : unmanaged where TTile : ITile<T>
{
    [ThreadStatic]
    static T[]? packedOfThisThread, imageOfThisThread;

    readonly Patches patches = Patches.Of(size with { Images = 1 });
    readonly int panels = Convolution.Panels<T, TTile>(size.FiltersPerGroup);
    readonly T[] packed = ArraySlice<T>.Scratch(
        ref packedOfThisThread,
        size.Groups * Convolution.Panels<T, TTile>(size.FiltersPerGroup) * size.PatchSize * TTile.Columns);

    public void Run(int threads)
    {
        Pack();
        Workers.Run(in this, size.Images, threads);
    }

    /// <summary>The weights, panel after panel of as many filters as a tile is wide, filled up with zeros.</summary>
    void Pack()
    {
        packed.AsSpan(0, size.Groups * panels * size.PatchSize * TTile.Columns).Clear();
        for (var group = 0; group < size.Groups; group++)
            for (var panel = 0; panel < panels; panel++)
                for (var i = 0; i < size.PatchSize; i++)
                    W.Slice(i * size.Filters + FirstFilter(group, panel), Filters(panel))
                        .CopyTo(packed.AsSpan(((group * panels + panel) * size.PatchSize + i) * TTile.Columns));
    }

    /// <summary>Convolves one image.</summary>
    public void Do(int n)
    {
        ref var image = ref MemoryMarshal.GetReference(
            patches.Surrounded(x.Slice(n * size.ImageSize, size.ImageSize), ref imageOfThisThread));
        var sums = z.Slice(n * size.Places * size.Filters, size.Places * size.Filters);
        if (!b.IsEmpty)
            for (var p = 0; p < size.Places; p++)
                b.Slice(0, size.Filters).CopyTo(sums[(p * size.Filters)..]);
        for (var group = 0; group < size.Groups; group++)
            for (var panel = 0; panel < panels; panel++)
                Panel<T, TTile>.Multiply(
                    ref Unsafe.Add(ref image, group * size.ChannelsPerGroup),
                    new Listed(patches.Places), 0, size.Places, new Listed(patches.Columns), 0, size.PatchSize,
                    ref packed[(group * panels + panel) * size.PatchSize * TTile.Columns], TTile.Columns,
                    sums[FirstFilter(group, panel)..],
                    new Strided(size.Filters), Filters(panel), accumulate: !b.IsEmpty);
    }

    int FirstFilter(int group, int panel) => group * size.FiltersPerGroup + panel * TTile.Columns;

    int Filters(int panel) => Math.Min(TTile.Columns, size.FiltersPerGroup - panel * TTile.Columns);
}
