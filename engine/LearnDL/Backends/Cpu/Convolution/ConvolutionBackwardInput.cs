namespace LearnDL.Backends.Cpu;

/// <summary>
/// dx: for every pixel of the window in turn, dz·Wᵀ of that pixel is added to dx where the window had it, at all
/// places. An image is a part of the work.
/// </summary>
readonly struct ConvolutionBackwardInput<T, TTile>(
    ArraySlice<T> dz, ArraySlice<T> W, ArraySlice<T> dx, ConvolutionSize size) : IWork
    where T : unmanaged where TTile : ITile<T>
{
    [ThreadStatic]
    static T[]? packedOfThisThread, imageOfThisThread;

    readonly Patches patches = Patches.Of(size with { Images = 1 });
    readonly int pixels = size.Window.Vertical.Kernel * size.Window.Horizontal.Kernel;
    readonly int panels = Convolution.Panels<T, TTile>(size.ChannelsPerGroup);
    readonly int blockSize = size.FiltersPerGroup * TTile.Columns;
    readonly T[] packed = ArraySlice<T>.Scratch(ref packedOfThisThread, PackedSize(size));

    static int PackedSize(ConvolutionSize size) =>
        size.Window.Vertical.Kernel * size.Window.Horizontal.Kernel * size.Groups
            * Convolution.Panels<T, TTile>(size.ChannelsPerGroup) * size.FiltersPerGroup * TTile.Columns;

    public void Run(int threads)
    {
        Pack();
        Workers.Run(in this, size.Images, threads);
    }

    /// <summary>
    /// The weights transposed, a block (filters, channels) for every pixel of the window, group and panel of channels.
    /// </summary>
    void Pack()
    {
        packed.AsSpan(0, pixels * size.Groups * panels * blockSize).Clear();
        for (var pixel = 0; pixel < pixels; pixel++)
            for (var group = 0; group < size.Groups; group++)
                for (var panel = 0; panel < panels; panel++)
                {
                    var channel = pixel * size.ChannelsPerGroup + panel * TTile.Columns;
                    Transposing.Copy(
                        ref W[channel * size.Filters + group * size.FiltersPerGroup], size.Filters,
                        Channels(panel), size.FiltersPerGroup, ref packed[Block(pixel, group, panel)], TTile.Columns);
                }
    }

    /// <summary>The gradient of one image.</summary>
    public void Do(int n)
    {
        var image = dx.Slice(n * size.ImageSize, size.ImageSize);
        var sums = patches.Sums(image, ref imageOfThisThread);
        for (var pixel = 0; pixel < pixels; pixel++)
            for (var group = 0; group < size.Groups; group++)
                for (var panel = 0; panel < panels; panel++)
                {
                    var channel = group * size.ChannelsPerGroup + panel * TTile.Columns;
                    Panel<T, TTile>.Multiply(
                        ref dz[n * size.Places * size.Filters + group * size.FiltersPerGroup],
                        new Strided(size.Filters), 0, size.Places, new Strided(1), 0, size.FiltersPerGroup,
                        ref packed[Block(pixel, group, panel)], TTile.Columns,
                        sums[(patches.Columns[pixel * size.ChannelsPerGroup] + channel)..],
                        new Listed(patches.Places), Channels(panel), accumulate: true);
                }
        patches.Extract(sums, image);
    }

    int Block(int pixel, int group, int panel) => ((pixel * size.Groups + group) * panels + panel) * blockSize;

    int Channels(int panel) => Math.Min(TTile.Columns, size.ChannelsPerGroup - panel * TTile.Columns);
}
