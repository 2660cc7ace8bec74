using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// What <see cref="UpSampling2D"/> and <see cref="UpSampling1D"/> share: every pixel becomes several. Along an axis of
/// n pixels, made s times as many, pixel o of the result is read at (o + ½) / s − ½ of the image: the nearest pixel,
/// which is ⌊o / s⌋, or between its two neighbours. x (N, H, W, C) gives y (N, s·H, s'·W, C).
/// </summary>
public abstract class UpSamplingLayer : Layer<UpSamplingLayer.Saved>
{
    readonly int axes; // along which it grows: 2, of a series 1
    readonly Size2D size;
    readonly DataFormat format;
    readonly Interpolation interpolation;

    /// <summary>The shape to go back to, as images with the channels last.</summary>
    public readonly record struct Saved(Shape Images);

    private protected UpSamplingLayer(int axes, Size2D size, DataFormat? dataFormat, Interpolation? interpolation,
        string? name)
    {
        this.size = size.AtLeast(1, $"{Called(GetType().Name, name)}: size");
        this.interpolation = interpolation ?? Interpolation.Nearest;
        (this.axes, format, Name) = (axes, dataFormat ?? Settings.ImageDataFormat, name);
    }

    /// <inheritdoc/>
    public sealed override OutputRange? RangeFor(OutputRange? input) => input?.Rearranged;

    /// <inheritdoc/>
    public sealed override Shape ComputeOutputShape(Shape inputShape)
    {
        var shape = ImageShape.Last(this, format, inputShape, axes);
        for (var axis = 1; axis <= axes; axis++)
            if (shape[axis] != Shape.Unknown)
                shape = shape.With(axis, shape[axis] * (axis == axes ? size.Width : size.Height));
        return format.FromLast(shape);
    }

    /// <inheritdoc/>
    public sealed override Tensor Forward(Tensor x, bool training, out Saved saved)
    {
        _ = ComputeOutputShape(x.Shape);
        x = ImageShape.AsImages(format.ToLast(x), axes);                        // (N, H, W, C)
        saved = new Saved(x.Shape);
        var y = Grown(Grown(x, 1, size.Height), 2, size.Width);                 // (N, s·H, s'·W, C)
        return format.FromLast(ImageShape.AsGiven(y, axes));
    }

    /// <inheritdoc/>
    public sealed override Tensor Backward(Tensor dy, in Saved saved)
    {
        dy = ImageShape.AsImages(format.ToLast(dy), axes);
        var rows = saved.Images.With(1, saved.Images[1] * size.Height);         // (N, s·H, W, C)
        var dx = Gathered(Gathered(dy, 2, size.Width, rows), 1, size.Height, saved.Images);
        return format.FromLast(ImageShape.AsGiven(dx, axes));
    }

    /// <summary>An axis grown to s times its size.</summary>
    Tensor Grown(Tensor x, int axis, int s)
    {
        if (s == 1)
            return x;
        var (before, behind) = (x.Shape[..(axis + 1)].Size, x.Shape[(axis + 1)..].Size);
        var grown = x.Shape.With(axis, s * x.Shape[axis]);
        if (interpolation == Interpolation.Nearest)                             // y[s·i + k] = x[i]
            return x.Reshape(before, 1, behind).StretchTo([before, s, behind]).Reshape(grown);
        var at = new LinePlaces(x.Shape, axis, s);
        var lines = x.Reshape(before, behind);
        var y = lines.Gather(at.First).MultiplyColumn(at.Near(x.DType));        // y[o] = (1 − f)·x[i] + f·x[i + 1]
        return y.Add(lines.Gather(at.Second).MultiplyColumn(at.Far(x.DType)), into: y).Reshape(grown);
    }

    /// <summary>dx of an axis that was grown: what every pixel gave, it gets back.</summary>
    Tensor Gathered(Tensor dy, int axis, int s, Shape shape)
    {
        if (s == 1)
            return dy;
        var (before, behind) = (shape[..(axis + 1)].Size, shape[(axis + 1)..].Size);
        if (interpolation == Interpolation.Nearest)                             // dx[i] = Σ dy[s·i + k]
            return dy.Reshape(before, s, behind).Sum(1).Reshape(shape);
        var at = new LinePlaces(shape, axis, s);
        var (lines, dx) = (dy.Reshape(s * before, behind), Tensor.Zeros([before, behind], dy.DType));
        dx.ScatterAdd(lines.MultiplyColumn(at.Near(dy.DType)), at.First);       // dx[i] += (1 − f)·dy[o]
        dx.ScatterAdd(lines.MultiplyColumn(at.Far(dy.DType)), at.Second);       // dx[i + 1] += f·dy[o]
        return dx.Reshape(shape);
    }

    /// <inheritdoc/>
    public override Config GetConfig()
    {
        var config = new Config(base.GetConfig()) { { "size", size.Along(axes) } };
        return axes == 1 ? config // series have their channels last, and repeat their steps
            : new(config) { { "data_format", format.Name }, { "interpolation", interpolation.Name } };
    }
}
