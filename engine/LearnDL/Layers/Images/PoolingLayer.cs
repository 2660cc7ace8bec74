using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// What <see cref="MaxPooling2D"/>, <see cref="AveragePooling2D"/> and their forms for series share: a window moves
/// over the images and makes one pixel of those under it, for each channel alone. x (N, H, W, C) gives y (N, H', W',
/// C), with H' = ⌊(H − pool) / stride⌋ + 1 for padding "valid" and ⌈H / stride⌉ for "same"; W' alike. A series (N, T,
/// C) is computed as an image of one row, (N, 1, T, C).
/// </summary>
public abstract class PoolingLayer : Layer<PoolingLayer.Saved>
{
    readonly int axes; // that the window moves along: 2, of a series 1
    readonly Size2D pool, strides;
    readonly Padding padding;
    readonly DataFormat format;

    /// <summary>What Backward needs: how the window moved; of a maximum also input and output, channels last.</summary>
    public readonly record struct Saved(Window Window, Tensor X, Tensor Y);

    private protected PoolingLayer(int axes, Size2D poolSize, Size2D? strides, Padding? padding,
        DataFormat? dataFormat, string? name)
    {
        var who = Called(GetType().Name, name);
        this.axes = axes;
        pool = poolSize.AtLeast(1, $"{who}: poolSize");
        this.strides = (strides ?? poolSize).AtLeast(1, $"{who}: strides");
        this.padding = ImageShape.NotCausal(padding, who, axes) ?? Padding.Valid;
        format = dataFormat ?? Settings.ImageDataFormat;
        Name = name;
    }

    /// <inheritdoc/>
    public sealed override OutputRange? RangeFor(OutputRange? input) => input?.Rearranged;

    /// <inheritdoc/>
    public sealed override Shape ComputeOutputShape(Shape inputShape)
    {
        var shape = ImageShape.Last(this, format, inputShape, axes);
        for (var axis = 1; axis <= axes; axis++)
            if (shape[axis] != Shape.Unknown)
                shape = shape.With(axis,
                    ImageShape.Places(this, format, Along(axis, shape[axis]), pool, inputShape));
        return format.FromLast(shape);
    }

    /// <summary>How the window moves over images of this shape, channels last.</summary>
    private protected Window WindowOn(Shape images) => new(
        axes == 2 ? Along(1, images[1]) : new WindowAxis(1, 1, 1, 1, 0, 1), Along(axes, images[2]));

    WindowAxis Along(int axis, int size) => axis == axes ? WindowAxis.Of(size, pool.Width, strides.Width, 1, padding)
        : WindowAxis.Of(size, pool.Height, strides.Height, 1, padding);

    /// <inheritdoc/>
    public sealed override Tensor Forward(Tensor x, bool training, out Saved saved)
    {
        _ = ComputeOutputShape(x.Shape);
        var y = Pool(ImageShape.AsImages(format.ToLast(x), axes), out saved);            // (N, H', W', C)
        return format.FromLast(ImageShape.AsGiven(y, axes));
    }

    /// <inheritdoc/>
    public sealed override Tensor Backward(Tensor dy, in Saved saved)
    {
        var dx = PoolBack(ImageShape.AsImages(format.ToLast(dy), axes), saved);          // (N, H, W, C)
        return format.FromLast(ImageShape.AsGiven(dx, axes));
    }

    private protected abstract Tensor Pool(Tensor x, out Saved saved);

    private protected abstract Tensor PoolBack(Tensor dy, in Saved saved);

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "pool_size", pool.Along(axes) }, { "strides", strides.Along(axes) }, { "padding", padding.Name },
        { "data_format", format.Name },
    };
}
