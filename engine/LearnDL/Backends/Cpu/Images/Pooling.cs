using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LearnDL.Tensors;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// The largest number under every place of the window, for images (N, H, W, C), with vectors along the channels, which
/// lie side by side: a vector of results is one walk over the window's pixels, row by row. A part is one sample.
/// </summary>
readonly struct MaxPoolWork<T>(Tensor x, Window window, Tensor y) : IWork where T : unmanaged
{
    readonly ArraySlice<T> from = x, to = y;
    readonly PoolWalk walk = new(window, x.Shape[-1]);
    readonly int samples = x.Shape[0];

    public void Run(int threads) => Workers.Run(in this, samples, walk.Threads(samples, threads));

    public void Do(int part)
    {
        var channels = walk.Channels;
        ReadOnlySpan<T> sample = from.Slice(part * walk.Image, walk.Image);
        var results = to.Slice(part * walk.Places, walk.Places);
        for (var place = 0; place < results.Length; place += channels)
        {
            var pixels = walk.At(place / channels);
            for (var c = 0; c < channels; c += Vector<T>.Count)
                Place(sample[c..], pixels, results.Slice(place + c, channels - c));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Place(ReadOnlySpan<T> sample, PoolPixels pixels, Span<T> to)
    {
        var largest = PoolWalk.Load(sample, pixels.First, to.Length);
        for (int row = 0, at = pixels.First; row < pixels.Rows; row++, at += walk.RowStep)
            for (var column = row == 0 ? 1 : 0; column < pixels.Columns; column++)
                largest = Vector.Max(largest, PoolWalk.Load(sample, at + column * walk.ColumnStep, to.Length));
        Elementwise.Store(largest, to);
    }
}

/// <summary>
/// The mean under every place of the window, by the same walk; the sums are taken in Float64, since a window may be as
/// large as the image.
/// </summary>
readonly struct AveragePoolWork<T>(Tensor x, Window window, Tensor y) : IWork where T : unmanaged
{
    readonly ArraySlice<T> from = x, to = y;
    readonly PoolWalk walk = new(window, x.Shape[-1]);
    readonly int samples = x.Shape[0];

    public void Run(int threads) => Workers.Run(in this, samples, walk.Threads(samples, threads));

    public void Do(int part)
    {
        var channels = walk.Channels;
        ReadOnlySpan<T> sample = from.Slice(part * walk.Image, walk.Image);
        var results = to.Slice(part * walk.Places, walk.Places);
        for (var place = 0; place < results.Length; place += channels)
        {
            var pixels = walk.At(place / channels);
            for (var c = 0; c < channels; c += WideVector.Count)
                Place(sample[c..], pixels, results.Slice(place + c, Math.Min(WideVector.Count, channels - c)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Place(ReadOnlySpan<T> sample, PoolPixels pixels, Span<T> to)
    {
        ref var first = ref MemoryMarshal.GetReference(sample);
        var sum = default(WideVector);
        for (int row = 0, at = pixels.First; row < pixels.Rows; row++, at += walk.RowStep)
            for (var column = 0; column < pixels.Columns; column++)
            {
                var pixel = at + column * walk.ColumnStep;
                sum += to.Length == WideVector.Count
                    ? WideVector.Load(ref first, pixel)
                    : WideVector.LoadPart(sample.Slice(pixel, to.Length));
            }
        new SumEnd(pixels.Count).StorePart(sum, to);
    }
}

/// <summary>
/// Hands dy back to the pixels. For the largest: a vector of dy is handed out as the window is walked, to the first
/// pixels that are not smaller than y; what was handed out is 0 from then on, so no positions need to be kept. For the
/// mean (there is no x): dy / pixels to all. Windows that do not overlap write each pixel once, without reading it.
/// </summary>
readonly struct PoolBackWork<T>(Tensor dy, Tensor x, Tensor y, Window window, Tensor dx) : IWork
    where T : unmanaged, INumber<T>
{
    readonly ArraySlice<T> fromDy = dy, fromX = x, fromY = y, toDx = dx;
    readonly PoolWalk walk = new(window, dx.Shape[-1]);
    readonly int samples = dx.Shape[0];

    public void Run(int threads) => Workers.Run(in this, samples, walk.Threads(samples, threads));

    public void Do(int part)
    {
        var channels = walk.Channels;
        ReadOnlySpan<T> dy = fromDy.Slice(part * walk.Places, walk.Places);
        var x = fromX.IsEmpty ? default : fromX.Slice(part * walk.Image, walk.Image);
        var y = fromX.IsEmpty ? default : fromY.Slice(part * walk.Places, walk.Places);
        var dx = toDx.Slice(part * walk.Image, walk.Image);
        if (walk.Overlaps || !walk.Covers)
            dx.Clear();
        for (var place = 0; place < dy.Length; place += channels)
        {
            var pixels = walk.At(place / channels);
            for (var c = 0; c < channels; c += Vector<T>.Count)
                if (fromX.IsEmpty)
                    Share(dy.Slice(place + c, channels - c), pixels, dx[c..]);
                else
                    HandOut(dy.Slice(place + c, channels - c), x[c..], y[(place + c)..], pixels, dx[c..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void HandOut(ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> y, PoolPixels pixels, Span<T> dx)
    {
        Vector<T> left = PoolWalk.Load(dy, 0, dy.Length), largest = PoolWalk.Load(y, 0, dy.Length);
        for (int row = 0, at = pixels.First; row < pixels.Rows; row++, at += walk.RowStep)
            for (var column = 0; column < pixels.Columns; column++)
            {
                var isLess = Vector.LessThan(PoolWalk.Load(x, at + column * walk.ColumnStep, dy.Length), largest);
                Give(Vector.AndNot(left, isLess), dx, at + column * walk.ColumnStep, dy.Length);
                left &= isLess;
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Share(ReadOnlySpan<T> dy, PoolPixels pixels, Span<T> dx)
    {
        var share = PoolWalk.Load(dy, 0, dy.Length) / Vector.Create(T.CreateTruncating(pixels.Count));
        for (int row = 0, at = pixels.First; row < pixels.Rows; row++, at += walk.RowStep)
            for (var column = 0; column < pixels.Columns; column++)
                Give(share, dx, at + column * walk.ColumnStep, dy.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Give(Vector<T> given, Span<T> dx, int at, int count)
    {
        if (walk.Overlaps)
            given += PoolWalk.Load<T>(dx, at, count);
        if (count >= Vector<T>.Count)
            given.StoreUnsafe(ref MemoryMarshal.GetReference(dx), (nuint)at);
        else
            Elementwise.StorePart(given, dx.Slice(at, count));
    }
}

/// <summary>
/// The pixels of an image under one place of a window: where the first one lies, and how many rows and columns of them
/// there are; padding does not count.
/// </summary>
readonly record struct PoolPixels(int First, int Rows, int Columns)
{
    public int Count => Rows * Columns;
}

/// <summary>
/// A window's walk over an image whose pixels are this many channels each; all positions and steps are counted in
/// elements.
/// </summary>
readonly struct PoolWalk(Window window, int channels)
{
    /// <summary>Fewer elements than this are not worth a second thread.</summary>
    const long WorthThreads = 1 << 16;

    public readonly int Channels = channels;
    public readonly int Image = window.Vertical.Size * window.Horizontal.Size * channels;
    public readonly int Places = window.Vertical.Places * window.Horizontal.Places * channels;
    public readonly int RowStep = window.Vertical.Dilation * window.Horizontal.Size * channels;
    public readonly int ColumnStep = window.Horizontal.Dilation * channels;

    /// <summary>Whether a pixel may lie under two places.</summary>
    public readonly bool Overlaps =
        window.Vertical.Stride < window.Vertical.Reach || window.Horizontal.Stride < window.Horizontal.Reach;

    /// <summary>Whether every pixel lies under a place, for windows that do not overlap.</summary>
    public readonly bool Covers = CoversAll(window.Vertical) && CoversAll(window.Horizontal);

    static bool CoversAll(WindowAxis axis) =>
        axis.Stride == axis.Kernel && axis.Dilation == 1 && axis.Places * axis.Stride - axis.Before >= axis.Size;

    public int Threads(int samples, int threads) => (long)samples * Image < WorthThreads ? 1 : threads;

    public PoolPixels At(int place)
    {
        var (row, column) = Math.DivRem(place, window.Horizontal.Places);
        var (top, rows) = Along(window.Vertical, row);
        var (left, columns) = Along(window.Horizontal, column);
        return new PoolPixels((top * window.Horizontal.Size + left) * Channels, rows, columns);
    }

    static (int First, int Count) Along(in WindowAxis axis, int place)
    {
        int first = place * axis.Stride - axis.Before, end = Math.Min(axis.Size, first + axis.Reach);
        if (first < 0)
            first += (-first + axis.Dilation - 1) / axis.Dilation * axis.Dilation;
        return (first, (end - first + axis.Dilation - 1) / axis.Dilation);
    }

    /// <summary>
    /// This many channels of the pixel at a position, or the first of them: a whole vector where there are enough.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Load<T>(ReadOnlySpan<T> x, int at, int count) where T : unmanaged =>
        count >= Vector<T>.Count
            ? Vector.LoadUnsafe(ref MemoryMarshal.GetReference(x), (nuint)at)
            : Elementwise.LoadPart(x.Slice(at, count));
}
