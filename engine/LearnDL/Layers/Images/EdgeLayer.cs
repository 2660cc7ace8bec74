using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// What layers share that add to the edges of images, or cut them off: <see cref="ZeroPadding2D"/>,
/// <see cref="Cropping2D"/>, and their forms for series.
/// </summary>
/// <typeparam name="TSaved">What Backward needs.</typeparam>
public abstract class EdgeLayer<TSaved> : Layer<TSaved> where TSaved : struct
{
    readonly string setting; // what the edges are called
    readonly int axes; // that have edges: 2, of a series 1
    readonly Padding2D edges;
    readonly DataFormat format;
    readonly int[] before, after; // one number per axis

    private protected EdgeLayer(int axes, Padding2D edges, string setting, DataFormat? dataFormat, string? name)
    {
        (this.axes, this.edges, this.setting, Name) = (axes, edges, setting, name);
        format = dataFormat ?? Settings.ImageDataFormat;
        var (top, bottom, left, right) = edges;
        Hyperparameter.AtLeast(0, Math.Min(Math.Min(top, bottom), Math.Min(left, right)),
            $"{Called(GetType().Name, name)}: {setting}");
        (before, after) = axes == 2 ? (PerAxis(top, left), PerAxis(bottom, right)) : (PerAxis(left), PerAxis(right));
    }

    int[] PerAxis(params ReadOnlySpan<int> sizes) =>
        format == DataFormat.ChannelsLast ? [0, .. sizes, 0] : [0, 0, .. sizes];

    /// <summary>The shape with the edges added to it (sign 1, to pad) or taken off (sign -1, to cut).</summary>
    private protected Shape Changed(Shape inputShape, int sign)
    {
        var shape = ImageShape.Last(this, format, inputShape, axes);
        for (var axis = 1; axis <= axes; axis++)
            if (shape[axis] != Shape.Unknown)
                shape = shape.With(axis, Changed(shape[axis], axis, sign, inputShape));
        return format.FromLast(shape);
    }

    int Changed(int size, int axis, int sign, Shape given)
    {
        var (first, last) = axis == axes ? (edges.Left, edges.Right) : (edges.Top, edges.Bottom);
        return size + sign * (first + last) is > 0 and var changed ? changed : throw new ShapeException(
            $"{this} would leave nothing: it cuts {first} and {last} off {size}.",
            $"more than {first + last} {(axes == 1 ? "time steps" : "pixels")}", $"{given}", "Cut less off.");
    }

    /// <summary>x with zeros at its edges.</summary>
    private protected Tensor Padded(Tensor x) => x.Pad(before, after);

    /// <summary>What is left of y without its edges.</summary>
    private protected Tensor Cut(Tensor y)
    {
        Slice Kept(int axis) => new Range(before[axis], y.Shape[axis] - after[axis]);
        return axes == 2 ? y[.., Kept(1), Kept(2), Kept(3)] : y[.., Kept(1), Kept(2)];
    }

    /// <inheritdoc/>
    public override Config GetConfig()
    {
        var config = new Config(base.GetConfig()) { { "data_format", format.Name } };
        if (axes == 2)
            config.Add(setting, edges);
        else
            config.Add(setting, (int[])[edges.Left, edges.Right]);
        return config;
    }
}
