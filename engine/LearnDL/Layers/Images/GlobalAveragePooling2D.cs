using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Makes one number of every channel, the mean over all pixels: y[c] = Σ x[h, w, c] / (H·W). So a
/// network can end in its channels, whatever the size of the image (Lin and others 2013). x (N, H, W, C)
/// gives y (N, C). It has no weights.
/// </summary>
public sealed class GlobalAveragePooling2D : Layer<GlobalAveragePooling2D.Saved>
{
    readonly DataFormat format;
    readonly bool keepDims;

    /// <summary>The shape to go back to.</summary>
    public readonly record struct Saved(Shape Input);

    /// <param name="dataFormat">Where the channels stand; <see cref="Settings.ImageDataFormat"/> by default.</param>
    /// <param name="keepDims">Whether H and W stay, with size 1: (N, 1, 1, C); false by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    public GlobalAveragePooling2D(DataFormat? dataFormat = null, bool keepDims = false, string? name = null) =>
        (format, this.keepDims, Name) = (dataFormat ?? Settings.ImageDataFormat, keepDims, name);

    /// <inheritdoc/>
    public override OutputRange? RangeFor(OutputRange? input) => input?.Rearranged;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape)
    {
        var shape = ImageShape.Last(this, format, inputShape);
        return keepDims ? format.FromLast(shape.With(1, 1).With(2, 1)) : [shape[0], shape[3]];
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, bool training, out Saved saved)
    {
        saved = new Saved(x.Shape);
        return Lines(x).Mean(PixelAxis).Reshape(ComputeOutputShape(x.Shape)); // y = Σ x / (H·W)        (N, C)
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor dy, in Saved saved)
    {
        var shape = format.ToLast(saved.Input);
        Shape each = PixelAxis == 1 ? [shape[0], 1, shape[3]] : [shape[0], shape[3], 1];
        var share = dy.Scale(1.0 / (shape[1] * shape[2])).Reshape(each);
        // dx = dy / (H·W), for every pixel
        return share.StretchTo(each.With(PixelAxis, shape[1] * shape[2])).Reshape(saved.Input);
    }

    /// <summary>All pixels along one axis: (N, H·W, C) or (N, C, H·W).</summary>
    Tensor Lines(Tensor x) => PixelAxis == 1 ? x.Reshape(x.Shape[0], x.Shape[1] * x.Shape[2], x.Shape[3])
        : x.Reshape(x.Shape[0], x.Shape[1], x.Shape[2] * x.Shape[3]);

    int PixelAxis => format == DataFormat.ChannelsLast ? 1 : 2;

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "data_format", format.Name }, { "keepdims", keepDims },
    };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static GlobalAveragePooling2D FromConfig(Config config) =>
        Make(config, c => new GlobalAveragePooling2D(c.DataFormat("data_format"), c.Bool("keepdims", false), c.Name));
}
