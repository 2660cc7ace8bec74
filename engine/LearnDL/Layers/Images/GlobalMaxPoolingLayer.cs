using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// What <see cref="GlobalMaxPooling2D"/> and <see cref="GlobalMaxPooling1D"/> share: the largest number of every
/// channel, as of one window over the whole image.
/// </summary>
public abstract class GlobalMaxPoolingLayer : GlobalPoolingLayer<GlobalMaxPoolingLayer.Saved>
{
    /// <summary>What Backward needs: input and output as images, channels last.</summary>
    public readonly record struct Saved(Tensor X, Tensor Y);

    private protected GlobalMaxPoolingLayer(int axes, DataFormat? dataFormat, bool keepDims, string? name)
        : base(axes, dataFormat, keepDims, name)
    {
    }

    /// <inheritdoc/>
    public sealed override Tensor Forward(Tensor x, bool training, out Saved saved)
    {
        var shape = ComputeOutputShape(x.Shape);
        var images = ImageShape.AsImages(Format.ToLast(x), Axes);
        var y = images.MaxPool(Whole(images.Shape));                    // y = max x                    (N, 1, 1, C)
        saved = new Saved(images, y);
        return y.Reshape(shape);
    }

    /// <inheritdoc/>
    public sealed override Tensor Backward(Tensor dy, in Saved saved)
    {
        var (x, y) = saved;
        var dx = dy.Reshape(y.Shape).MaxPoolBack(x, y, Whole(x.Shape)); // dx = dy where x is the largest
        return Format.FromLast(ImageShape.AsGiven(dx, Axes));
    }

    static Window Whole(Shape images) => new(
        new WindowAxis(images[1], images[1], 1, 1, 0, 1), new WindowAxis(images[2], images[2], 1, 1, 0, 1));
}
