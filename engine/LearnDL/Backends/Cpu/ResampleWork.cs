using System.Numerics;
using LearnDL.Tensors;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// Images read anew, or their gradients sent back. A part is an image: on the way back, several pixels of dy may go to one of dx,
/// but never to one of another image. Few channels, a grey or coloured picture, are a loop; many go a vector at a time.
/// </summary>
readonly struct ResampleWork<T>(TensorBody from, TensorBody maps, Resampling how, TensorBody to, bool back) : IWork where T : unmanaged, INumber<T>
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
                var corners = new Corners(map, how, j, i, height, width, channels);
                if (back)
                    Scatter(in corners, source.Slice(at, channels), result);
                else if (channels < ManyChannels)
                    Gather(in corners, source, result.Slice(at, channels));
                else
                    GatherMany(in corners, source, result.Slice(at, channels));
            }
    }

    /// <summary>y = w00·x00 + w01·x01 + w10·x10 + w11·x11</summary>
    void Gather(in Corners at, ReadOnlySpan<T> x, Span<T> y)
    {
        for (var c = 0; c < y.Length; c++)
            y[c] = at.W00 * (at.X00 < 0 ? fill : x[at.X00 + c]) + at.W01 * (at.X01 < 0 ? fill : x[at.X01 + c])
                 + at.W10 * (at.X10 < 0 ? fill : x[at.X10 + c]) + at.W11 * (at.X11 < 0 ? fill : x[at.X11 + c]);
    }

    void GatherMany(in Corners at, ReadOnlySpan<T> x, Span<T> y)
    {
        y.Clear();
        Read(at.W00, at.X00, x, y);
        Read(at.W01, at.X01, x, y);
        Read(at.W10, at.X10, x, y);
        Read(at.W11, at.X11, x, y);
    }

    void Read(T weight, int corner, ReadOnlySpan<T> x, Span<T> y)
    {
        if (corner < 0)
            Elementwise.Run(new AffineOp<T>(T.One, weight * fill), y, y, y);
        else if (weight != T.Zero)
            Elementwise.Run(new AddScaledOp<T>(weight), y, x.Slice(corner, y.Length), y);
    }

    /// <summary>dx00 += w00·dy, and so on; a pixel beyond the edge has no gradient.</summary>
    static void Scatter(in Corners at, ReadOnlySpan<T> dy, Span<T> dx)
    {
        Write(at.W00, at.X00, dy, dx);
        Write(at.W01, at.X01, dy, dx);
        Write(at.W10, at.X10, dy, dx);
        Write(at.W11, at.X11, dy, dx);
    }

    static void Write(T weight, int corner, ReadOnlySpan<T> dy, Span<T> dx)
    {
        if (corner < 0 || weight == T.Zero)
            return;
        if (dy.Length < ManyChannels)
            for (var c = 0; c < dy.Length; c++)
                dx[corner + c] += weight * dy[c];
        else if (dx.Slice(corner, dy.Length) is var pixel)
            Elementwise.Run(new AddScaledOp<T>(weight), pixel, dy, pixel);
    }

    /// <summary>The four pixels of the source around a place: where their first channel lies (below 0: beyond the edge), and their weights.</summary>
    readonly struct Corners
    {
        public readonly int X00, X01, X10, X11;
        public readonly T W00, W01, W10, W11;

        public Corners(in AffineMap map, in Resampling how, int x, int y, int height, int width, int channels)
        {
            var place = map.Source(x, y);
            var (left, right) = how.Interpolation.Split(place.X);
            var (top, down) = how.Interpolation.Split(place.Y);
            int row0 = how.FillMode.Pixel(top, height), row1 = down == 0 ? row0 : how.FillMode.Pixel(top + 1, height); // a pixel without weight is not read:
            int column0 = how.FillMode.Pixel(left, width), column1 = right == 0 ? column0 : how.FillMode.Pixel(left + 1, width); // it may be NaN
            (X00, X01, X10, X11) = (Place(row0, column0), Place(row0, column1), Place(row1, column0), Place(row1, column1));
            (W00, W01) = (T.CreateTruncating((1 - down) * (1 - right)), T.CreateTruncating((1 - down) * right));
            (W10, W11) = (T.CreateTruncating(down * (1 - right)), T.CreateTruncating(down * right));

            int Place(int row, int column) => row < 0 || column < 0 ? -1 : (row * width + column) * channels;
        }
    }
}
