using System.Collections.Concurrent;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// The windows of an image, or of several, as a matrix: one row per place of the window, in it all numbers that lie
/// under it there. It is never built. Its element in row p and column i lies in the images, zeros around each included,
/// at Places[p] + Columns[i]; so two short lists stand for a matrix several times as large as the images.
/// </summary>
sealed class Patches
{
    /// <summary>Longer lists than these, all together, are not remembered.</summary>
    const int MostNumbers = 1 << 22;

    static readonly ConcurrentDictionary<ConvolutionSize, Patches> known = new();
    static int knownNumbers;

    readonly ConvolutionSize size;

    /// <summary>Where the window begins at place p; all places of the first image, then those of the second.</summary>
    public int[] Places { get; }

    /// <summary>How far from the window's beginning its number i lies, for the first group's channels.</summary>
    public int[] Columns { get; }

    /// <summary>Numbers of an image with the zeros around it.</summary>
    public int ImageSize { get; }

    Patches(ConvolutionSize size)
    {
        this.size = size;
        var (down, across) = size.Window;
        int pixel = size.Channels, line = across.Padded * pixel, inside = size.ChannelsPerGroup;
        ImageSize = size.PaddedSize;
        Places = new int[size.Images * size.Places];
        for (var p = 0; p < Places.Length; p++)
            Places[p] = p / size.Places * ImageSize
                + p % size.Places / across.Places * down.Stride * line + p % across.Places * across.Stride * pixel;
        Columns = new int[size.PatchSize];
        for (var i = 0; i < Columns.Length; i++)
            Columns[i] = i / inside / across.Kernel * down.Dilation * line
                + i / inside % across.Kernel * across.Dilation * pixel + i % inside;
    }

    /// <summary>The lists for windows of this size, made once.</summary>
    public static Patches Of(ConvolutionSize size)
    {
        size = size with { Filters = size.Groups }; // how many filters there are does not matter here
        if (known.TryGetValue(size, out var patches))
            return patches;
        patches = new Patches(size);
        if (Interlocked.Add(ref knownNumbers, patches.Places.Length + patches.Columns.Length) > MostNumbers)
        {
            known.Clear(); // images of ever changing sizes
            knownNumbers = 0;
        }
        return known[size] = patches;
    }

    /// <summary>
    /// The image with its padding: itself where there is none, otherwise a copy in the middle of zeros.
    /// </summary>
    public Span<T> Surrounded<T>(Span<T> image, ref T[]? scratch) where T : unmanaged
    {
        if (!size.Window.IsPadded)
            return image;
        var surrounded = ArraySlice<T>.Scratch(ref scratch, ImageSize).AsSpan(0, ImageSize);
        Surround<T>(image, surrounded);
        return surrounded;
    }

    /// <summary>Copies an image into the middle of zeros.</summary>
    public void Surround<T>(ReadOnlySpan<T> image, Span<T> surrounded)
    {
        var (down, across) = size.Window;
        int line = across.Size * size.Channels, wide = across.Padded * size.Channels;
        surrounded[..ImageSize].Clear();
        for (var h = 0; h < down.Size; h++)
            image.Slice(h * line, line)
                .CopyTo(surrounded[((down.Before + h) * wide + across.Before * size.Channels)..]);
    }

    /// <summary>
    /// Zeros to sum up an image's gradient in, its padding included: the image itself where there is none.
    /// <see cref="Extract"/> takes the gradient out of it.
    /// </summary>
    public Span<T> Sums<T>(Span<T> image, ref T[]? scratch) where T : unmanaged
    {
        var sums = size.Window.IsPadded ? ArraySlice<T>.Scratch(ref scratch, ImageSize).AsSpan(0, ImageSize) : image;
        sums.Clear();
        return sums;
    }

    /// <summary>Copies an image out of what surrounds it, if anything does.</summary>
    public void Extract<T>(ReadOnlySpan<T> surrounded, Span<T> image)
    {
        if (!size.Window.IsPadded)
            return;
        var (down, across) = size.Window;
        int line = across.Size * size.Channels, wide = across.Padded * size.Channels;
        for (var h = 0; h < down.Size; h++)
            surrounded.Slice((down.Before + h) * wide + across.Before * size.Channels, line)
                .CopyTo(image[(h * line)..]);
    }
}
