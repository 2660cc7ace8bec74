using System.Numerics;
using System.Runtime.CompilerServices;
using LearnDL.Tensors;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// Pools images (N, H, W, C) with vectors along the channels, which lie side by side: a vector of results is one walk over the window's pixels, row by row.
/// A part is one sample.
/// </summary>
readonly struct PoolWork<T, TOp>(Tensor x, Window window, Tensor y, bool isMean) : IWork where T : unmanaged, INumber<T> where TOp : IBinaryOp<T>
{
    readonly T[] fromX = (T[])x.Body.Data, toY = (T[])y.Body.Data;
    readonly int offsetX = x.Body.Offset, offsetY = y.Body.Offset, channels = x.Shape[-1], samples = x.Shape[0];

    public void Run(int threads) => Workers.Run(in this, samples, PoolPixels.Threads(window, samples, channels, threads));

    public void Do(int part)
    {
        var (vertical, horizontal) = window;
        int image = vertical.Size * horizontal.Size * channels, places = vertical.Places * horizontal.Places;
        ReadOnlySpan<T> sample = fromX.AsSpan(offsetX + part * image, image);
        var results = toY.AsSpan(offsetY + part * places * channels, places * channels);
        for (var i = 0; i < vertical.Places; i++)
            for (var j = 0; j < horizontal.Places; j++)
            {
                var pixels = PoolPixels.At(window, i, j);
                var to = results.Slice((i * horizontal.Places + j) * channels, channels);
                for (var c = 0; c < channels; c += Vector<T>.Count)
                    Place(sample, pixels, c, to[c..]);
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Place(ReadOnlySpan<T> sample, PoolPixels pixels, int c, Span<T> to)
    {
        var total = Vector<T>.Zero;
        var isFirst = true;
        for (var h = pixels.Top; h < pixels.Bottom; h += window.Vertical.Dilation)
            for (var w = pixels.Left; w < pixels.Right; w += window.Horizontal.Dilation)
            {
                var v = Elementwise.Load(sample[((h * window.Horizontal.Size + w) * channels + c)..], to.Length);
                total = isFirst ? v : TOp.Apply(total, v);
                isFirst = false;
            }
        Elementwise.Store(isMean ? total / Vector.Create(T.CreateTruncating(pixels.Count(window))) : total, to);
    }
}

/// <summary>
/// Hands dy back to the pixels. For the largest: a vector of dy is handed out as the window is walked, to the first pixels that are not smaller than y; what was handed out
/// is 0 from then on, so no positions need to be kept. For the mean (there is no x): dy / pixels to all. Windows that do not overlap write each pixel once, without reading it.
/// </summary>
readonly struct PoolBackWork<T>(Tensor dy, Tensor x, Tensor y, Window window, Tensor dx) : IWork where T : unmanaged, INumber<T>
{
    readonly T[] fromDy = (T[])dy.Body.Data, toDx = (T[])dx.Body.Data;
    readonly T[]? fromX = x.HasValue ? (T[])x.Body.Data : null, fromY = y.HasValue ? (T[])y.Body.Data : null;
    readonly int offsetDy = dy.Body.Offset, offsetDx = dx.Body.Offset, channels = dx.Shape[-1], samples = dx.Shape[0];
    readonly int offsetX = x.HasValue ? x.Body.Offset : 0, offsetY = y.HasValue ? y.Body.Offset : 0;
    readonly bool overlaps = PoolPixels.Overlaps(window.Vertical) || PoolPixels.Overlaps(window.Horizontal);
    readonly bool covers = PoolPixels.Covers(window.Vertical) && PoolPixels.Covers(window.Horizontal);

    public void Run(int threads) => Workers.Run(in this, samples, PoolPixels.Threads(window, samples, channels, threads));

    public void Do(int part)
    {
        var (vertical, horizontal) = window;
        int image = vertical.Size * horizontal.Size * channels, places = vertical.Places * horizontal.Places;
        var results = toDx.AsSpan(offsetDx + part * image, image);
        if (overlaps || !covers)
            results.Clear();
        var first = part * places * channels;
        for (var i = 0; i < vertical.Places; i++)
            for (var j = 0; j < horizontal.Places; j++, first += channels)
            {
                var pixels = PoolPixels.At(window, i, j);
                for (var c = 0; c < channels; c += Vector<T>.Count)
                    if (fromX is null)
                        Share(fromDy.AsSpan(offsetDy + first + c, channels - c), pixels, c, results);
                    else
                        HandOut(fromDy.AsSpan(offsetDy + first + c, channels - c), fromX.AsSpan(offsetX + part * image, image), fromY.AsSpan(offsetY + first + c, channels - c), pixels, c, results);
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void HandOut(ReadOnlySpan<T> dy, ReadOnlySpan<T> sample, ReadOnlySpan<T> y, PoolPixels pixels, int c, Span<T> results)
    {
        var left = Elementwise.Load(dy, dy.Length);
        var largest = Elementwise.Load(y, y.Length);
        for (var h = pixels.Top; h < pixels.Bottom; h += window.Vertical.Dilation)
            for (var w = pixels.Left; w < pixels.Right; w += window.Horizontal.Dilation)
            {
                var at = (h * window.Horizontal.Size + w) * channels + c;
                var isLess = Vector.LessThan(Elementwise.Load(sample[at..], dy.Length), largest);
                Give(Vector.AndNot(left, isLess), results.Slice(at, dy.Length));
                left &= isLess;
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Share(ReadOnlySpan<T> dy, PoolPixels pixels, int c, Span<T> results)
    {
        var share = Elementwise.Load(dy, dy.Length) / Vector.Create(T.CreateTruncating(pixels.Count(window)));
        for (var h = pixels.Top; h < pixels.Bottom; h += window.Vertical.Dilation)
            for (var w = pixels.Left; w < pixels.Right; w += window.Horizontal.Dilation)
                Give(share, results.Slice((h * window.Horizontal.Size + w) * channels + c, dy.Length));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Give(Vector<T> given, Span<T> to) => Elementwise.Store(overlaps ? Elementwise.Load<T>(to, to.Length) + given : given, to);
}

/// <summary>The pixels of the image under one place of a window: rows from Top on, below Bottom, and columns from Left on, below Right.</summary>
readonly record struct PoolPixels(int Top, int Bottom, int Left, int Right)
{
    /// <summary>Fewer pixels than this are not worth a second thread.</summary>
    const long WorthThreads = 1 << 16;

    public static PoolPixels At(Window window, int row, int column) =>
        new(First(window.Vertical, row), End(window.Vertical, row), First(window.Horizontal, column), End(window.Horizontal, column));

    static int First(WindowAxis axis, int place)
    {
        var first = place * axis.Stride - axis.Before;
        return first >= 0 ? first : first + (-first + axis.Dilation - 1) / axis.Dilation * axis.Dilation;
    }

    static int End(WindowAxis axis, int place) => Math.Min(axis.Size, place * axis.Stride - axis.Before + axis.Reach);

    /// <summary>How many pixels there are; padding does not count.</summary>
    public int Count(Window window) => Steps(Top, Bottom, window.Vertical.Dilation) * Steps(Left, Right, window.Horizontal.Dilation);

    static int Steps(int from, int to, int step) => (to - from + step - 1) / step;

    /// <summary>Whether a pixel may lie under two places.</summary>
    public static bool Overlaps(WindowAxis axis) => axis.Stride < axis.Reach;

    /// <summary>Whether every pixel lies under a place, for windows that do not overlap.</summary>
    public static bool Covers(WindowAxis axis) => axis.Stride == axis.Kernel && axis.Dilation == 1 && axis.Places * axis.Stride - axis.Before >= axis.Size;

    public static int Threads(Window window, int samples, int channels, int threads) =>
        (long)samples * window.Vertical.Size * window.Horizontal.Size * channels < WorthThreads ? 1 : threads;
}
