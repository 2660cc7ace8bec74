using System.Runtime.Intrinsics;
using LearnDL.Tensors;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// Convolution as products with the matrix of <see cref="Patches"/>, in the tiles of the processor: z = P·W + b, dW +=
/// Pᵀ·dz, and dx, which is dz·Wᵀ put back where P was taken from. Every element of a result is one chain of
/// multiply-adds in an order that depends on the sizes alone; so threads, each with results of its own, change no bit.
/// </summary>
static class Convolution
{
    /// <summary>Fewer multiply-adds than this are not worth a second thread.</summary>
    const long WorthThreads = 1 << 20;

    /// <summary>
    /// Numbers, of images and gradients, that the gradient of the weights goes through at a time: all parts of the work
    /// find them in the cache.
    /// </summary>
    const int NearNumbers = 1 << 18;

    /// <summary>Where more than this share of a gradient is not 0, tiles are faster.</summary>
    const double MostSparse = 0.35;

    /// <summary>Rows of the window with fewer numbers are not worth a loop of their own.</summary>
    const int ShortestRow = 32;

    /// <summary>z = x ⋆ W + b</summary>
    public static void Forward<T>(Tensor x, Tensor W, Tensor b, ConvolutionSize size, Tensor z, int threads)
        where T : unmanaged
    {
        threads = Threads(size, threads);
        if (IsDepthwise(size))
            new DepthwiseForward<T>(x, W, b, z, size).Run(threads);
        else if (Vector512.IsHardwareAccelerated)
            new ConvolutionForward<T, Tile8<T>>(x, W, b, z, size).Run(threads);
        else
            new ConvolutionForward<T, Tile6<T>>(x, W, b, z, size).Run(threads);
    }

    /// <summary>dx = dz ⋆ Wᵀ</summary>
    public static void BackwardInput<T>(Tensor dz, Tensor W, ConvolutionSize size, Tensor dx, int threads)
        where T : unmanaged
    {
        threads = Threads(size, threads);
        if (IsDepthwise(size))
            new DepthwiseBackwardInput<T>(dz, W, dx, size).Run(threads);
        else if (IsSparse<T>(dz, size))
            new SparseBackwardInput<T>(dz, W, dx, size).Run(threads);
        else if (Vector512.IsHardwareAccelerated)
            new ConvolutionBackwardInput<T, Tile8<T>>(dz, W, dx, size).Run(threads);
        else
            new ConvolutionBackwardInput<T, Tile6<T>>(dz, W, dx, size).Run(threads);
    }

    /// <summary>dW += xᵀ ⋆ dz</summary>
    public static void BackwardKernel<T>(Tensor x, Tensor dz, ConvolutionSize size, Tensor dW, int threads)
        where T : unmanaged
    {
        threads = Threads(size, threads);
        if (IsDepthwise(size))
            new DepthwiseBackwardKernel<T>(x, dz, dW, size).Run(threads);
        else if (IsSparse<T>(dz, size))
            new SparseBackwardKernel<T>(x, dz, dW, size).Run(threads);
        else if (Vector512.IsHardwareAccelerated)
            new ConvolutionBackwardKernel<T, Tile8<T>>(x, dz, dW, size, threads).Run();
        else
            new ConvolutionBackwardKernel<T, Tile6<T>>(x, dz, dW, size, threads).Run();
    }

    /// <summary>Whether every channel has one filter of its own.</summary>
    static bool IsDepthwise(ConvolutionSize size) =>
        size.ChannelsPerGroup == 1 && size.FiltersPerGroup == 1 && size.Groups > 1;

    /// <summary>
    /// Whether most of the gradient is 0, as after max pooling, judged by the first image. Both ways give the same bits
    /// (of finite numbers), so a wrong guess costs time only.
    /// </summary>
    static bool IsSparse<T>(Tensor dz, ConvolutionSize size) where T : unmanaged
    {
        var numbers = size.Places * size.Filters;
        return size.Groups == 1
            && size.Window.Horizontal.Dilation == 1 && size.Window.Horizontal.Kernel * size.Channels >= ShortestRow
            && size.Images > 0 && WeightedRows.CountNonzero<T>(dz.AsSpan<T>()[..numbers]) < MostSparse * numbers;
    }

    /// <summary>How many images are gone through at a time.</summary>
    public static int Near(ConvolutionSize size) =>
        Math.Max(1, Math.Min(size.Images, NearNumbers / (size.PaddedSize + size.Places * size.Filters)));

    /// <summary>How many tiles lie side by side over this many columns.</summary>
    public static int Panels<T, TTile>(int columns) where T : unmanaged where TTile : ITile<T> =>
        (columns + TTile.Columns - 1) / TTile.Columns;

    static int Threads(ConvolutionSize size, int threads) =>
        (long)size.Images * size.Places * size.PatchSize * size.Filters < WorthThreads ? 1 : threads;
}
