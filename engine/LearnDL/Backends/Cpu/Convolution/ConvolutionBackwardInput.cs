namespace LearnDL.Backends.Cpu;

/// <summary>
/// dx: for every pixel of the window in turn, dz·Wᵀ of that pixel is added to dx where the window had it, at all places. An image is a part of the work.
/// </summary>
readonly struct ConvolutionBackwardInput<T, TTile>(Numbers<T> dz, Numbers<T> W, Numbers<T> dx, ConvolutionSize size) : IWork
    where T : unmanaged where TTile : ITile<T>
{
    [ThreadStatic]
    static T[]? packedOfThisThread, imageOfThisThread;

    readonly Patches patches = Patches.Of(size with { Images = 1 });
    readonly int pixels = size.Window.Vertical.Kernel * size.Window.Horizontal.Kernel, panels = Convolution.Panels<T, TTile>(size.ChannelsPerGroup);
    readonly int blockSize = size.FiltersPerGroup * TTile.Columns;
    readonly T[] packed = Numbers<T>.Scratch(ref packedOfThisThread, size.Window.Vertical.Kernel * size.Window.Horizontal.Kernel * size.Groups * Convolution.Panels<T, TTile>(size.ChannelsPerGroup) * size.FiltersPerGroup * TTile.Columns);

    public void Run(int threads)
    {
        Pack();
        Workers.Run(in this, size.Images, threads);
    }

    /// <summary>The weights turned, a block (filters, channels) for every pixel of the window, group and panel of channels.</summary>
    void Pack()
    {
        packed.AsSpan(0, pixels * size.Groups * panels * blockSize).Clear();
        for (var pixel = 0; pixel < pixels; pixel++)
            for (var group = 0; group < size.Groups; group++)
                for (var panel = 0; panel < panels; panel++)
                    Transposing.Copy(ref W[(pixel * size.ChannelsPerGroup + panel * TTile.Columns) * size.Filters + group * size.FiltersPerGroup], size.Filters, Channels(panel), size.FiltersPerGroup,
                        ref packed[Block(pixel, group, panel)], TTile.Columns);
    }

    /// <summary>The gradient of one image.</summary>
    public void Do(int n)
    {
        var image = dx.Slice(n * size.ImageSize, size.ImageSize);
        var sums = patches.Sums(image, ref imageOfThisThread);
        for (var pixel = 0; pixel < pixels; pixel++)
            for (var group = 0; group < size.Groups; group++)
                for (var panel = 0; panel < panels; panel++)
                    Panel<T, TTile>.Multiply(ref dz[n * size.Places * size.Filters + group * size.FiltersPerGroup], new Strided(size.Filters), 0, size.Places, new Strided(1), 0, size.FiltersPerGroup,
                        ref packed[Block(pixel, group, panel)], TTile.Columns,
                        sums[(patches.Columns[pixel * size.ChannelsPerGroup] + group * size.ChannelsPerGroup + panel * TTile.Columns)..], new Listed(patches.Places), Channels(panel), accumulate: true);
        patches.Extract(sums, image);
    }

    int Block(int pixel, int group, int panel) => ((pixel * size.Groups + group) * panels + panel) * blockSize;

    int Channels(int panel) => Math.Min(TTile.Columns, size.ChannelsPerGroup - panel * TTile.Columns);
}
