using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// While the network learns, makes every image larger or smaller about its centre by a random amount. Positive zooms
/// out: a factor of 0.2 shows 1.2 times as much of the picture, and what lies beyond its edge is filled; −0.2 shows 0.8
/// of it. As Keras 3's layer of this name.
/// </summary>
public sealed class RandomZoom : RandomAffine
{
    readonly Factor heightFactor;
    readonly Factor? widthFactor;

    /// <param name="heightFactor">How far vertically, in [-1, 1]: above 0 out, below 0 in.</param>
    /// <param name="widthFactor">How far horizontally, in [-1, 1]; by default as far as vertically, so that the picture
    /// keeps its proportions.</param>
    /// <param name="fillMode">What is seen beyond the edge: "reflect" (the default),
    /// "constant", "nearest" or "wrap".</param>
    /// <param name="interpolation">What is seen between pixels: "bilinear" (the default) or "nearest".</param>
    /// <param name="seed">A seed of its own; by default the model's.</param>
    /// <param name="fillValue">The value beyond the edge for "constant"; 0 by default.</param>
    /// <param name="dataFormat">"channels_last" or "channels_first"; by default
    /// <see cref="Settings.ImageDataFormat"/>.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">A factor is not in [-1, 1], or fillValue is not finite.</exception>
    public RandomZoom(Factor heightFactor, Factor? widthFactor = null, FillMode? fillMode = null,
        Interpolation? interpolation = null, int? seed = null, double fillValue = 0, DataFormat? dataFormat = null,
        string? name = null)
        : base(fillMode, interpolation, seed, fillValue, dataFormat, name)
    {
        this.heightFactor = heightFactor.Checked(Setting(nameof(heightFactor)));
        this.widthFactor = widthFactor?.Checked(Setting(nameof(widthFactor)));
    }

    private protected override AffineMap Map(double u, double v, int height, int width)
    {
        var vertical = 1 + heightFactor.At(u);
        var horizontal = widthFactor is { } factor ? 1 + factor.At(v) : vertical;
        return AffineMap.AboutCentre(horizontal, 0, 0, vertical, height, width);
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "height_factor", heightFactor }, { "width_factor", widthFactor },
    };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static RandomZoom FromConfig(Config config) =>
        Make(config, c => new RandomZoom(c.Factor("height_factor"), c.FactorOrNull("width_factor"),
            c.FillMode("fill_mode"), c.Interpolation("interpolation"), c.IntOrNull("seed"), c.Number("fill_value", 0),
            c.DataFormat("data_format"), c.Name));
}
