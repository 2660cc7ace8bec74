using LearnDL.Tensors;

namespace LearnDL.Backends.Reference;

// Convolution by its definition: a window moves over an image, and at every place each filter sums up the numbers under
// it, times its weights. All three passes go through the same terms, x·W into z. They differ in what a term is added
// to, and in which two factors make it.
sealed partial class ReferenceKernels<T>
{
    /// <summary>z[n, oh, ow, f] = b[f] + Σ x[n, h, w, c]·W[kh, kw, c, f]; without a bias, b is empty.</summary>
    public override void Convolve(Tensor images, Tensor kernel, Tensor bias, ConvolutionSize size, Tensor result)
    {
        Span<T> x = images.AsSpan<T>(), W = kernel.AsSpan<T>(), b = bias.HasValue ? bias.AsSpan<T>() : [];
        var z = result.AsSpan<T>();
        var (down, across) = size.Window;
        for (var n = 0; n < size.Images; n++)
            for (var oh = 0; oh < down.Places; oh++)
                for (var ow = 0; ow < across.Places; ow++)
                    for (var f = 0; f < size.Filters; f++)
                    {
                        var sum = b.IsEmpty ? T.Zero : b[f];
                        for (var kh = 0; kh < down.Kernel; kh++)
                            for (var kw = 0; kw < across.Kernel; kw++)
                                // on padding, x is 0
                                if (down.Pixel(oh, kh) is >= 0 and var h && across.Pixel(ow, kw) is >= 0 and var w)
                                    for (var c = 0; c < size.ChannelsPerGroup; c++)
                                        sum += x[size.X(n, h, w, size.FirstChannel(f) + c)] * W[size.W(kh, kw, c, f)];
                        z[size.Z(n, oh, ow, f)] = sum;
                    }
    }

    /// <summary>dx[n, h, w, c] = Σ dz[n, oh, ow, f]·W[kh, kw, c, f] over all windows that lie on the pixel.</summary>
    public override void ConvolveTransposed(Tensor gradient, Tensor kernel, ConvolutionSize size, Tensor result)
    {
        Span<T> dz = gradient.AsSpan<T>(), W = kernel.AsSpan<T>(), dx = result.AsSpan<T>();
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
                                        dx[size.X(n, h, w, size.FirstChannel(f) + c)] +=
                                            dz[size.Z(n, oh, ow, f)] * W[size.W(kh, kw, c, f)];
    }

    /// <summary>
    /// dW[kh, kw, c, f] += Σ x[n, h, w, c]·dz[n, oh, ow, f] over all places of the window in all images.
    /// </summary>
    public override void TransposedConvolve(Tensor images, Tensor gradient, ConvolutionSize size, Tensor result)
    {
        Span<T> x = images.AsSpan<T>(), dz = gradient.AsSpan<T>(), dW = result.AsSpan<T>();
        var (down, across) = size.Window;
        for (var n = 0; n < size.Images; n++)
            for (var oh = 0; oh < down.Places; oh++)
                for (var ow = 0; ow < across.Places; ow++)
                    for (var f = 0; f < size.Filters; f++)
                        for (var kh = 0; kh < down.Kernel; kh++)
                            for (var kw = 0; kw < across.Kernel; kw++)
                                if (down.Pixel(oh, kh) is >= 0 and var h && across.Pixel(ow, kw) is >= 0 and var w)
                                    for (var c = 0; c < size.ChannelsPerGroup; c++)
                                        dW[size.W(kh, kw, c, f)] +=
                                            x[size.X(n, h, w, size.FirstChannel(f) + c)] * dz[size.Z(n, oh, ow, f)];
    }
}
