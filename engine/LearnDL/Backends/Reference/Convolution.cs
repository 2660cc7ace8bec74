using System.Numerics;

namespace LearnDL.Backends.Reference;

/// <summary>
/// Convolution by its definition: a window moves over an image, and at every place each filter sums up the numbers under it, times its weights.
/// All three passes go through the same terms, x·W into z. They differ in what a term is added to, and in which two factors make it.
/// </summary>
static class Convolution
{
    /// <summary>z[n, oh, ow, f] = b[f] + Σ x[n, h, w, c]·W[kh, kw, c, f]; without a bias, b is empty.</summary>
    public static void Forward<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> W, ReadOnlySpan<T> b, ConvolutionSize size, Span<T> z) where T : INumber<T>
    {
        var (down, across) = size.Window;
        for (var n = 0; n < size.Images; n++)
            for (var oh = 0; oh < down.Places; oh++)
                for (var ow = 0; ow < across.Places; ow++)
                    for (var f = 0; f < size.Filters; f++)
                    {
                        var sum = b.IsEmpty ? T.Zero : b[f];
                        for (var kh = 0; kh < down.Kernel; kh++)
                            for (var kw = 0; kw < across.Kernel; kw++)
                                if (down.Pixel(oh, kh) is >= 0 and var h && across.Pixel(ow, kw) is >= 0 and var w) // on padding, x is 0
                                    for (var c = 0; c < size.ChannelsPerGroup; c++)
                                        sum += x[size.X(n, h, w, size.FirstChannel(f) + c)] * W[size.W(kh, kw, c, f)];
                        z[size.Z(n, oh, ow, f)] = sum;
                    }
    }

    /// <summary>dx[n, h, w, c] = Σ dz[n, oh, ow, f]·W[kh, kw, c, f] over all windows that lie on the pixel.</summary>
    public static void BackwardInput<T>(ReadOnlySpan<T> dz, ReadOnlySpan<T> W, ConvolutionSize size, Span<T> dx) where T : INumber<T>
    {
        dx.Clear();
        var (down, across) = size.Window;
        for (var n = 0; n < size.Images; n++)
            for (var oh = 0; oh < down.Places; oh++)
                for (var ow = 0; ow < across.Places; ow++)
                    for (var f = 0; f < size.Filters; f++)
                        for (var kh = 0; kh < down.Kernel; kh++)
                            for (var kw = 0; kw < across.Kernel; kw++)
                                if (down.Pixel(oh, kh) is >= 0 and var h && across.Pixel(ow, kw) is >= 0 and var w)
                                    for (var c = 0; c < size.ChannelsPerGroup; c++)
                                        dx[size.X(n, h, w, size.FirstChannel(f) + c)] += dz[size.Z(n, oh, ow, f)] * W[size.W(kh, kw, c, f)];
    }

    /// <summary>dW[kh, kw, c, f] += Σ x[n, h, w, c]·dz[n, oh, ow, f] over all places of the window in all images.</summary>
    public static void BackwardKernel<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> dz, ConvolutionSize size, Span<T> dW) where T : INumber<T>
    {
        var (down, across) = size.Window;
        for (var n = 0; n < size.Images; n++)
            for (var oh = 0; oh < down.Places; oh++)
                for (var ow = 0; ow < across.Places; ow++)
                    for (var f = 0; f < size.Filters; f++)
                        for (var kh = 0; kh < down.Kernel; kh++)
                            for (var kw = 0; kw < across.Kernel; kw++)
                                if (down.Pixel(oh, kh) is >= 0 and var h && across.Pixel(ow, kw) is >= 0 and var w)
                                    for (var c = 0; c < size.ChannelsPerGroup; c++)
                                        dW[size.W(kh, kw, c, f)] += x[size.X(n, h, w, size.FirstChannel(f) + c)] * dz[size.Z(n, oh, ow, f)];
    }
}
