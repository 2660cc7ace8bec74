using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// What <see cref="GlobalAveragePooling2D"/>, <see cref="GlobalMaxPooling2D"/> and their forms for series share: one
/// number of every channel, whatever the size of the image. x (N, H, W, C) gives y (N, C); so does a series (N, T, C).
/// </summary>
/// <typeparam name="TSaved">What Backward needs.</typeparam>
public abstract class GlobalPoolingLayer<TSaved> : Layer<TSaved> where TSaved : struct
{
    readonly bool keepDims;

    private protected GlobalPoolingLayer(int axes, DataFormat? dataFormat, bool keepDims, string? name) =>
        (Axes, Format, this.keepDims, Name) = (axes, dataFormat ?? Settings.ImageDataFormat, keepDims, name);

    /// <summary>The axes that go: 2, of a series 1.</summary>
    private protected int Axes { get; }

    private protected DataFormat Format { get; }

    /// <inheritdoc/>
    public sealed override OutputRange? RangeFor(OutputRange? input) => input?.Rearranged;

    /// <inheritdoc/>
    public sealed override Shape ComputeOutputShape(Shape inputShape)
    {
        var shape = ImageShape.Last(this, Format, inputShape, Axes);
        if (!keepDims)
            return [shape[0], shape[-1]];
        for (var axis = 1; axis <= Axes; axis++)
            shape = shape.With(axis, 1);
        return Format.FromLast(shape);
    }

    /// <summary>All pixels along one axis: (N, H·W, C) or (N, C, H·W).</summary>
    private protected Tensor Lines(Tensor x)
    {
        var (samples, channels) = (x.Shape[0], Format.ToLast(x.Shape)[-1]);
        return PixelAxis == 1 ? x.Reshape(samples, -1, channels) : x.Reshape(samples, channels, -1);
    }

    /// <summary>One number of every channel beside them: (N, 1, C) or (N, C, 1).</summary>
    private protected Tensor Each(Tensor y) => y.Reshape(y.Shape[0], -1).ExpandDims(PixelAxis);

    private protected int PixelAxis => Format == DataFormat.ChannelsLast ? 1 : 2;

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "data_format", Format.Name }, { "keepdims", keepDims },
    };
}
