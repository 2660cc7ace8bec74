using LearnDL.Backends;

namespace LearnDL.Tensors;

/// <summary>
/// Ops that make one pixel of a window of pixels. Images are (N, H, W, C), with their channels last; every channel is
/// treated alone. Padding never counts.
/// </summary>
public static class PoolOps
{
    /// <summary>
    /// The largest of every window: x (N, H, W, C) gives (N, H', W', C). Where there is a NaN, it wins.
    /// </summary>
    public static Tensor MaxPool(this Tensor x, Window window)
    {
        var y = Tensor.New(Pooled(nameof(MaxPool), x, window), x.DType);
        Backend.Current.MaxPool(x, window, y);
        return y;
    }

    /// <summary>
    /// dx for y = x.MaxPool(window): every dy goes to the pixel that was the largest of its window. Of equal pixels the
    /// first one, row by row, gets it alone, as in PyTorch.
    /// </summary>
    public static Tensor MaxPoolBack(this Tensor dy, Tensor x, Tensor y, Window window)
    {
        SamePlaces(nameof(MaxPoolBack), Pooled(nameof(MaxPoolBack), x, window), y, x.DType);
        SamePlaces(nameof(MaxPoolBack), y.Shape, dy, x.DType);
        var dx = Tensor.New(x.Shape, x.DType);
        Backend.Current.MaxPoolBack(dy, x, y, window, dx);
        return dx;
    }

    /// <summary>
    /// The mean of every window: x (N, H, W, C) gives (N, H', W', C). Where a window lies partly on
    /// padding, it is the mean of the rest.
    /// </summary>
    public static Tensor AveragePool(this Tensor x, Window window)
    {
        var y = Tensor.New(Pooled(nameof(AveragePool), x, window), x.DType);
        Backend.Current.AveragePool(x, window, y);
        return y;
    }

    /// <summary>
    /// dx for y = x.AveragePool(window): every dy is shared out evenly among the pixels of its window.
    /// </summary>
    public static Tensor AveragePoolBack(this Tensor dy, Window window)
    {
        Check.Rank(nameof(AveragePoolBack), dy, 4);
        var dx = Tensor.New([dy.Shape[0], window.Vertical.Size, window.Horizontal.Size, dy.Shape[3]],
            Check.IsFloat(nameof(AveragePoolBack), dy.DType));
        SamePlaces(nameof(AveragePoolBack), Pooled(nameof(AveragePoolBack), dx, window), dy, dx.DType);
        Backend.Current.AveragePoolBack(dy, window, dx);
        return dx;
    }

    static Shape Pooled(string op, Tensor x, Window window)
    {
        Check.IsFloat(op, x);
        Check.Rank(op, x, 4);
        if (x.Shape[1] != window.Vertical.Size || x.Shape[2] != window.Horizontal.Size)
            throw new ShapeException($"{op}: the window was made for images of another size.",
                $"(N, {window.Vertical.Size}, {window.Horizontal.Size}, C)", $"{x.Shape}",
                "Make a window for these images with WindowAxis.Of.");
        if (window.Vertical.Places < 1 || window.Horizontal.Places < 1)
            throw new ShapeException($"{op}: the window does not fit into the image.",
                $"an image of at least {window.Vertical.Reach} x {window.Horizontal.Reach} pixels", $"{x.Shape}",
                "Take a smaller window, or padding \"same\".");
        return [x.Shape[0], window.Vertical.Places, window.Horizontal.Places, x.Shape[3]];
    }

    static void SamePlaces(string op, Shape expected, Tensor given, DType dtype)
    {
        if (given.Shape != expected || given.DType != dtype)
            throw new ShapeException($"{op} needs a number for every place of the window.", $"{dtype} {expected}",
                $"{given.DType} {given.Shape}", "Give what the forward op made, and its gradient.");
    }
}
