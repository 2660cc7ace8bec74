using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Puts rows and columns of zeros around images: (N, H, W, C) gives (N, top + H + bottom, left + W + right, C). It has
/// no weights. As in Keras 3.
/// </summary>
public sealed class ZeroPadding2D : Layer<ZeroPadding2D.Saved>
{
    readonly Padding2D padding;
    readonly DataFormat format;
    readonly int[] before, after; // one number per axis

    /// <summary>The shape without the zeros.</summary>
    public readonly record struct Saved(Shape Input);

    /// <param name="padding">Rows and columns to add, 1 on all sides by default: a number, a pair (vertical,
    /// horizontal) or ((top, bottom), (left, right)).</param>
    /// <param name="dataFormat">Where the channels stand; <see cref="Settings.ImageDataFormat"/> by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">A number below 0.</exception>
    public ZeroPadding2D(Padding2D? padding = null, DataFormat? dataFormat = null, string? name = null)
    {
        this.padding = padding ?? 1;
        var (top, bottom, left, right) = this.padding;
        Hyperparameter.AtLeast(0, Math.Min(Math.Min(top, bottom), Math.Min(left, right)),
            $"{Called("ZeroPadding2D", name)}: padding");
        format = dataFormat ?? Settings.ImageDataFormat;
        (before, after) = format == DataFormat.ChannelsLast ? ([0, top, left, 0], [0, bottom, right, 0])
            : ((int[])[0, 0, top, left], (int[])[0, 0, bottom, right]);
        Name = name;
    }

    /// <inheritdoc/>
    public override OutputRange? RangeFor(OutputRange? input) => input?.WithZero;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape)
    {
        var shape = ImageShape.Last(this, format, inputShape);
        return format.FromLast(shape.With(1, Padded(shape[1], padding.Top + padding.Bottom))
            .With(2, Padded(shape[2], padding.Left + padding.Right)));

        static int Padded(int size, int added) => size == Shape.Unknown ? size : size + added;
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, bool training, out Saved saved)
    {
        _ = ImageShape.Last(this, format, x.Shape);
        saved = new Saved(x.Shape);
        return x.Pad(before, after);
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor dy, in Saved saved)                  // dx = dy without its edges
    {
        Slice Kept(int axis, Shape input) => new Range(before[axis], before[axis] + input[axis]);
        return dy[.., Kept(1, saved.Input), Kept(2, saved.Input), Kept(3, saved.Input)];
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "padding", padding }, { "data_format", format.Name },
    };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static ZeroPadding2D FromConfig(Config config) =>
        Make(config, c => new ZeroPadding2D(c.Padding2D("padding"), c.DataFormat("data_format"), c.Name));
}
