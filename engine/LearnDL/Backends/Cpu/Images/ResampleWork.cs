using System.Numerics;
using System.Runtime.CompilerServices;
using LearnDL.Tensors;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// Images read again through their maps, or their gradients sent back. A part is an image: on the way back, several pixels of
/// dy may go to one of dx, but never to one of another image. Few channels, a grey or coloured picture, are
/// a loop; many go a vector at a time.
/// </summary>
readonly struct ResampleWork<T>(TensorBody from, TensorBody maps, Resampling how, TensorBody to, bool back) : IWork
    where T : unmanaged, INumber<T>
{
    const int ManyChannels = 8;

    /// <summary>Fewer numbers are not worth a second thread.</summary>
    const int WorthThreads = 1 << 13;

    readonly T fill = T.CreateTruncating(how.FillValue);

    public void Run(int threads) => Workers.Run(in this, to.Shape[0], to.Size < WorthThreads ? 1 : threads);

    public void Do(int part)
    {
        int height = to.Shape[1], width = to.Shape[2], channels = to.Shape[3], size = height * width * channels;
        var map = AffineMap.From(((double[])maps.Data).AsSpan(maps.Offset + part * AffineMap.Count, AffineMap.Count));
        ReadOnlySpan<T> source = ((T[])from.Data).AsSpan(from.Offset + part * size, size);
        var result = ((T[])to.Data).AsSpan(to.Offset + part * size, size);
        if (back)
            result.Clear();
        for (int i = 0, at = 0; i < height; i++)
            for (var j = 0; j < width; j++, at += channels)
            {
                var corners = new Corners(map.Source(j, i), in how, height, width, channels);
                if (back)
                    Scatter(in corners, source.Slice(at, channels), result);
                else if (corners.AreInside && channels < ManyChannels)
                    GatherFew(in corners, source, result.Slice(at, channels));
                else
                    Gather(in corners, source, result.Slice(at, channels));
            }
    }

    /// <summary>
    /// y = w00·x00 + w01·x01 + w10·x10 + w11·x11, for a few channels of pixels inside
    /// the image: what most of a picture is.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void GatherFew(in Corners at, ReadOnlySpan<T> x, Span<T> y)
    {
        for (var c = 0; c < y.Length; c++)
            y[c] = at.W00 * x[at.X00 + c] + at.W01 * x[at.X01 + c] + at.W10 * x[at.X10 + c] + at.W11 * x[at.X11 + c];
    }

    /// <summary>The same for any number, and with the fill value beyond the edge.</summary>
    void Gather(in Corners at, ReadOnlySpan<T> x, Span<T> y)
    {
        y.Clear();
        Read(at.W00, at.X00, x, y);
        Read(at.W01, at.X01, x, y);
        Read(at.W10, at.X10, x, y);
        Read(at.W11, at.X11, x, y);
    }

    void Read(T weight, int corner, ReadOnlySpan<T> x, Span<T> y)
    {
        if (corner >= 0)
            AddScaled(weight, x.Slice(corner, y.Length), y);
        else
            foreach (ref var sum in y)
                sum += weight * fill;
    }

    /// <summary>dx00 += w00·dy, and so on; a pixel beyond the edge has no gradient.</summary>
    static void Scatter(in Corners at, ReadOnlySpan<T> dy, Span<T> dx)
    {
        Write(at.W00, at.X00, dy, dx);
        Write(at.W01, at.X01, dy, dx);
        Write(at.W10, at.X10, dy, dx);
        Write(at.W11, at.X11, dy, dx);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Write(T weight, int corner, ReadOnlySpan<T> dy, Span<T> dx)
    {
        if (corner >= 0)
            AddScaled(weight, dy, dx.Slice(corner, dy.Length));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddScaled(T weight, ReadOnlySpan<T> x, Span<T> sums)
    {
        if (x.Length >= ManyChannels)
            Elementwise.AddScaled(weight, x, sums);
        else
            for (var c = 0; c < x.Length; c++)
                sums[c] += weight * x[c];
    }

    /// <summary>
    /// The four pixels of the source around a place: where their first channel lies (below 0: beyond the edge), and
    /// their weights. In place of a pixel without weight, which may be NaN or beyond the edge, stands its neighbour.
    /// </summary>
    readonly struct Corners
    {
        public readonly int X00, X01, X10, X11;
        public readonly T W00, W01, W10, W11;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Corners((double X, double Y) place, in Resampling how, int height, int width, int channels)
        {
            var (left, right) = how.Interpolation.Split(place.X);
            var (top, down) = how.Interpolation.Split(place.Y);
            int row0 = how.FillMode.Pixel(top, height), row1 = down == 0 ? row0 : how.FillMode.Pixel(top + 1, height);
            int column0 = how.FillMode.Pixel(left, width),
                column1 = right == 0 ? column0 : how.FillMode.Pixel(left + 1, width);
            (X00, X01) = ((row0 * width + column0) * channels, (row0 * width + column1) * channels);
            (X10, X11) = ((row1 * width + column0) * channels, (row1 * width + column1) * channels);
            (W00, W01) = (Rounded((1 - down) * (1 - right)), Rounded((1 - down) * right));
            (W10, W11) = (Rounded(down * (1 - right)), Rounded(down * right));
            AreInside = (row0 | row1 | column0 | column1) >= 0;
            if (AreInside)
                return;
            (X00, X01) = (row0 < 0 || column0 < 0 ? -1 : X00, row0 < 0 || column1 < 0 ? -1 : X01);
            (X10, X11) = (row1 < 0 || column0 < 0 ? -1 : X10, row1 < 0 || column1 < 0 ? -1 : X11);
        }

        public bool AreInside { get; }

        /// <summary>What T.CreateTruncating gives, without a call.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T Rounded(double weight) => typeof(T) == typeof(float) ? (T)(object)(float)weight : (T)(object)weight;
    }
}
