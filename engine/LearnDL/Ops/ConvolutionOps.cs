using LearnDL.Backends;

namespace LearnDL.Tensors;

/// <summary>
/// Convolution, and the two products of its backward pass, named as those of <see cref="DotOps"/>: write the window's
/// places in an image as the rows of a matrix P, each with all numbers under the window, and convolution is P·W. Its
/// backward pass is then dW = Pᵀ·dz and dP = dz·Wᵀ, put back where P was taken from. (As in all of deep learning, the
/// window is not reversed first; mathematics calls that cross-correlation.)
/// </summary>
public static class ConvolutionOps
{
    /// <summary>
    /// z = x ⋆ W + b: images (N, H, W, C) and weights (KH, KW, C / groups, F) give (N, OH, OW, F), as the window says.
    /// The bias (F) may be left out.
    /// </summary>
    public static Tensor Convolve(this Tensor x, Tensor kernel, Window window, int groups = 1, Tensor bias = default)
    {
        var size = SizeOf(nameof(Convolve), x.Shape, kernel, window, groups);
        Check.IsFloat(nameof(Convolve), x);
        Check.SameDType(nameof(Convolve), x, kernel);
        if (bias.HasValue)
            Check.SameDType(nameof(Convolve), x, bias);
        if (bias.HasValue && bias.Shape != kernel.Shape[3..])
            throw new ShapeException("The bias of a convolution has a number for every filter.",
                $"{kernel.Shape[3..]}", $"{bias.Shape}", "Give one number per filter, or none.");
        var z = Tensor.New(OutputShape(x.Shape, kernel, window), x.DType);
        Backend.Current.Convolve(x, kernel, bias, size, z);
        return z;
    }

    /// <summary>
    /// dW = xᵀ ⋆ dz: images (N, H, W, C) and gradients (N, OH, OW, F) give (KH, KW, C / groups, F), summed over all
    /// places of the window. <c>addTo</c> adds it to an existing tensor.
    /// </summary>
    public static Tensor TransposedConvolve(this Tensor x, Tensor dz, Window window, int groups = 1,
        Tensor addTo = default)
    {
        Dealt(nameof(TransposedConvolve), x.Shape[-1], dz.Shape[-1], groups);
        Shape shape = [window.Vertical.Kernel, window.Horizontal.Kernel, x.Shape[-1] / groups, dz.Shape[-1]];
        Check.IsFloat(nameof(TransposedConvolve), x);
        Check.SameDType(nameof(TransposedConvolve), x, dz);
        var dW = Check.Result(nameof(TransposedConvolve), addTo, shape, x.DType);
        var size = SizeOf(nameof(TransposedConvolve), x.Shape, dW, window, groups);
        if (dz.Shape != OutputShape(x.Shape, dW, window))
            throw Misfit(nameof(TransposedConvolve), $"gradients {OutputShape(x.Shape, dW, window)}", $"{dz.Shape}");
        if (!addTo.HasValue)
            dW.Fill(0);
        Backend.Current.TransposedConvolve(x, dz, size, dW);
        return dW;
    }

    /// <summary>
    /// dx = dz ⋆ Wᵀ: gradients (N, OH, OW, F) and weights (KH, KW, C / groups, F) give (N, H, W, C): every pixel
    /// collects from all windows that lie on it.
    /// </summary>
    public static Tensor ConvolveTransposed(this Tensor dz, Tensor kernel, Window window, int groups = 1)
    {
        Shape shape = [dz.Shape[0], window.Vertical.Size, window.Horizontal.Size, kernel.Shape[2] * groups];
        var size = SizeOf(nameof(ConvolveTransposed), shape, kernel, window, groups);
        Check.IsFloat(nameof(ConvolveTransposed), dz);
        Check.SameDType(nameof(ConvolveTransposed), dz, kernel);
        if (dz.Shape != OutputShape(shape, kernel, window))
            throw Misfit(nameof(ConvolveTransposed), $"gradients {OutputShape(shape, kernel, window)}", $"{dz.Shape}");
        var dx = Tensor.New(shape, dz.DType);
        Backend.Current.ConvolveTransposed(dz, kernel, size, dx);
        return dx;
    }

    static Shape OutputShape(Shape x, Tensor kernel, Window window) =>
        [x[0], window.Vertical.Places, window.Horizontal.Places, kernel.Shape[-1]];

    static ConvolutionSize SizeOf(string op, Shape x, Tensor kernel, Window window, int groups)
    {
        Dealt(op, x[-1], kernel.Shape[-1], groups);
        if (x.Rank != 4 || x[1] != window.Vertical.Size || x[2] != window.Horizontal.Size)
            throw Misfit(op, $"images (N, {window.Vertical.Size}, {window.Horizontal.Size}, C)", $"{x}");
        Shape expected = [window.Vertical.Kernel, window.Horizontal.Kernel, x[3] / groups, kernel.Shape[-1]];
        if (kernel.Shape != expected)
            throw Misfit(op, $"weights {expected} for {groups} {(groups == 1 ? "group" : "groups")}",
                $"{kernel.Shape} for images {x}");
        if (window.Vertical.Places < 1 || window.Horizontal.Places < 1)
            throw Misfit(op, "a window that fits into the image",
                $"{window.Vertical.Kernel}x{window.Horizontal.Kernel} on {x}");
        return new ConvolutionSize(x[0], window, x[3], kernel.Shape[3], groups);
    }

    static void Dealt(string op, int channels, int filters, int groups)
    {
        if (groups < 1 || channels < groups || filters < groups || channels % groups != 0 || filters % groups != 0)
            throw Misfit(op, "channels and filters that can be dealt out to the groups, at least one to each",
                $"{channels} channels, {filters} filters, {groups} groups");
    }

    static ShapeException Misfit(string op, string expected, string got) =>
        new($"The shapes do not fit for {op}.", expected, got,
            "Make the window with WindowAxis.Of for the size of these images.");
}
