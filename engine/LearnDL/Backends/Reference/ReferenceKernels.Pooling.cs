using LearnDL.Tensors;

namespace LearnDL.Backends.Reference;

// Pooling by its definition: for every sample, place of the window and channel, a walk over the window's pixels, row by
// row.
sealed partial class ReferenceKernels<T>
{
    /// <summary>y[n, i, j, c] = max x[n, h, w, c] over the pixels (h, w) of the window at (i, j).</summary>
    public override void MaxPool(Tensor x, Window window, Tensor y)
    {
        ReadOnlySpan<T> from = x.AsSpan<T>();
        var to = y.AsSpan<T>();
        for (var place = 0; place < to.Length; place++)
        {
            var largest = T.NegativeInfinity;
            for (var k = 0; k < Pixels(window); k++)
                if (Pixel(place, k, window, y.Shape[-1]) is var pixel and >= 0)
                    largest = T.Max(largest, from[pixel]); // NaN wins
            to[place] = largest;
        }
    }

    /// <summary>
    /// dx = Σ dy over the windows in which x is the largest. Of equals the first counts alone, as in PyTorch; of NaNs
    /// as well.
    /// </summary>
    public override void MaxPoolBack(Tensor dy, Tensor x, Tensor y, Window window, Tensor dx)
    {
        ReadOnlySpan<T> from = x.AsSpan<T>(), largest = y.AsSpan<T>(), given = dy.AsSpan<T>();
        var to = dx.AsSpan<T>();
        to.Clear();
        for (var place = 0; place < given.Length; place++)
            for (var k = 0; k < Pixels(window); k++)
                if (Pixel(place, k, window, dx.Shape[-1]) is var pixel and >= 0 && !(from[pixel] < largest[place]))
                {
                    to[pixel] += given[place];
                    break;
                }
    }

    /// <summary>y[n, i, j, c] = the mean of x[n, h, w, c] over the pixels (h, w) of the window at (i, j).</summary>
    public override void AveragePool(Tensor x, Window window, Tensor y)
    {
        ReadOnlySpan<T> from = x.AsSpan<T>();
        var to = y.AsSpan<T>();
        for (var place = 0; place < to.Length; place++)
        {
            var (sum, count) = (0.0, 0);
            for (var k = 0; k < Pixels(window); k++)
                if (Pixel(place, k, window, y.Shape[-1]) is var pixel and >= 0)
                    (sum, count) = (sum + double.CreateTruncating(from[pixel]), count + 1);
            to[place] = T.CreateTruncating(sum / count);
        }
    }

    /// <summary>dx = Σ dy / (pixels of the window) over the windows that hold x.</summary>
    public override void AveragePoolBack(Tensor dy, Window window, Tensor dx)
    {
        ReadOnlySpan<T> given = dy.AsSpan<T>();
        var to = dx.AsSpan<T>();
        to.Clear();
        for (var place = 0; place < given.Length; place++)
        {
            var count = T.Zero;
            for (var k = 0; k < Pixels(window); k++)
                if (Pixel(place, k, window, dx.Shape[-1]) >= 0)
                    count++;
            for (var k = 0; k < Pixels(window); k++)
                if (Pixel(place, k, window, dx.Shape[-1]) is var pixel and >= 0)
                    to[pixel] += given[place] / count;
        }
    }

    static int Pixels(Window window) => window.Vertical.Kernel * window.Horizontal.Kernel;

    /// <summary>
    /// Where in x (N, H, W, C) pixel number k of the window lies at a flat position of y (N, H', W', C); −1 on padding.
    /// </summary>
    static int Pixel(int place, int k, Window window, int channels)
    {
        var (vertical, horizontal) = window;
        (place, var c) = Math.DivRem(place, channels);
        (place, var j) = Math.DivRem(place, horizontal.Places);
        var (n, i) = Math.DivRem(place, vertical.Places);
        return vertical.Pixel(i, k / horizontal.Kernel) is >= 0 and var h
            && horizontal.Pixel(j, k % horizontal.Kernel) is >= 0 and var w
            ? ((n * vertical.Size + h) * horizontal.Size + w) * channels + c
            : -1;
    }
}
