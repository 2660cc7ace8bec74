using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The base of <see cref="MaxPooling2D"/> and <see cref="AveragePooling2D"/>: a window moves over the images and makes
/// one pixel of those under it, for each channel alone. x (N, H, W, C) gives y (N, H', W', C), with H' = ⌊(H − pool) /
/// stride⌋ + 1 for padding "valid" and ⌈H / stride⌉ for "same"; W' alike.
/// </summary>
public abstract class Pooling2D : Layer<Pooling2D.Saved>
{
    readonly Size2D pool, strides;
    readonly Padding padding;
    readonly DataFormat format;

    /// <summary>What Backward needs: how the window moved; of a maximum also input and output, channels last.</summary>
    public readonly record struct Saved(Window Window, Tensor X, Tensor Y);

    private protected Pooling2D(Size2D poolSize, Size2D? strides, Padding? padding,
        DataFormat? dataFormat, string? name)
    {
        var who = Called(GetType().Name, name);
        pool = poolSize.AtLeast(1, $"{who}: poolSize");
        this.strides = (strides ?? poolSize).AtLeast(1, $"{who}: strides");
        this.padding = ImageShape.NotCausal(padding, who) ?? Padding.Valid;
        format = dataFormat ?? Settings.ImageDataFormat;
        Name = name;
    }

    /// <inheritdoc/>
    public sealed override OutputRange? RangeFor(OutputRange? input) => input?.Rearranged;

    /// <inheritdoc/>
    public sealed override Shape ComputeOutputShape(Shape inputShape)
    {
        var shape = ImageShape.Last(this, format, inputShape);
        return format.FromLast(shape.With(1, Places(shape[1], pool.Height, strides.Height))
            .With(2, Places(shape[2], pool.Width, strides.Width)));

        int Places(int size, int kernel, int stride) => size == Shape.Unknown ? size
            : ImageShape.Places(this, format, WindowAxis.Of(size, kernel, stride, 1, padding), pool, inputShape);
    }

    /// <summary>How the window moves over images of this shape, channels last.</summary>
    private protected Window WindowOn(Shape shape) =>
        new(WindowAxis.Of(shape[1], pool.Height, strides.Height, 1, padding),
            WindowAxis.Of(shape[2], pool.Width, strides.Width, 1, padding));

    /// <inheritdoc/>
    public sealed override Tensor Forward(Tensor x, bool training, out Saved saved)
    {
        _ = ComputeOutputShape(x.Shape);
        return format.FromLast(Pool(format.ToLast(x), out saved));                       // (N, H', W', C)
    }

    /// <inheritdoc/>
    // (N, H, W, C)
    public sealed override Tensor Backward(Tensor dy, in Saved saved) =>
        format.FromLast(PoolBack(format.ToLast(dy), saved));

    private protected abstract Tensor Pool(Tensor x, out Saved saved);

    private protected abstract Tensor PoolBack(Tensor dy, in Saved saved);

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "pool_size", pool }, { "strides", strides }, { "padding", padding.Name }, { "data_format", format.Name },
    };
}
