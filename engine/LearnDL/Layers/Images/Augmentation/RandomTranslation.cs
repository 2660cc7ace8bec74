using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// While the network learns, moves every image by a random distance: a factor of 0.1 is up to a tenth of its height or
/// width. Positive is down and to the right. As Keras 3's layer of this name.
/// </summary>
public sealed class RandomTranslation : RandomAffine
{
    readonly Factor heightFactor, widthFactor;

    /// <param name="heightFactor">How far up (below 0) and down (above 0), as a share of
    /// the height, in [-1, 1].</param>
    /// <param name="widthFactor">How far to the left (below 0) and to the right (above 0), as a
    /// share of the width, in [-1, 1].</param>
    /// <param name="fillMode">What is seen beyond the edge: "reflect" (the default),
    /// "constant", "nearest" or "wrap".</param>
    /// <param name="interpolation">What is seen between pixels: "bilinear" (the default) or "nearest".</param>
    /// <param name="seed">A seed of its own; by default the model's.</param>
    /// <param name="fillValue">The value beyond the edge for "constant"; 0 by default.</param>
    /// <param name="dataFormat">"channels_last" or "channels_first"; by default
    /// <see cref="Settings.ImageDataFormat"/>.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">A factor is not in [-1, 1], or fillValue is not finite.</exception>
    public RandomTranslation(Factor heightFactor, Factor widthFactor, FillMode? fillMode = null,
        Interpolation? interpolation = null, int? seed = null, double fillValue = 0, DataFormat? dataFormat = null,
        string? name = null)
        : base(fillMode, interpolation, seed, fillValue, dataFormat, name)
    {
        this.heightFactor = heightFactor.Checked(Setting(nameof(heightFactor)));
        this.widthFactor = widthFactor.Checked(Setting(nameof(widthFactor)));
    }

    private protected override AffineMap Map(double u, double v, int height, int width)
    {
        var down = heightFactor.At(u) * height;
        var right = widthFactor.At(v) * width;
        return AffineMap.Shift(right, down);
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "height_factor", heightFactor }, { "width_factor", widthFactor },
    };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static RandomTranslation FromConfig(Config config) =>
        Make(config, c => new RandomTranslation(c.Factor("height_factor"), c.Factor("width_factor"),
            c.FillMode("fill_mode"), c.Interpolation("interpolation"), c.IntOrNull("seed"), c.Number("fill_value", 0),
            c.DataFormat("data_format"), c.Name));
}
