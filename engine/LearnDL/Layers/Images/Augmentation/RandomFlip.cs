using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// While the network learns, shows every other image, chosen by chance, in a mirror. Its pixels are moved, not changed.
/// As Keras 3's layer of this name. Not for digits and letters: a mirrored 3 is no 3.
/// </summary>
public sealed class RandomFlip : RandomAffine
{
    readonly string mode;
    readonly int x, y; // -1 where the axis is reversed, else 1

    /// <param name="mode">"horizontal" exchanges left and right, "vertical" top and bottom, "horizontal_and_vertical"
    /// (the default) both at once:
    /// half of the images are then turned by 180°, as in Keras 3. For all four cases use two layers.</param>
    /// <param name="seed">A seed of its own; by default the model's.</param>
    /// <param name="dataFormat">"channels_last" or "channels_first"; by default
    /// <see cref="Settings.ImageDataFormat"/>.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="UnknownNameException">There is no such mode.</exception>
    public RandomFlip(string mode = "horizontal_and_vertical", int? seed = null, DataFormat? dataFormat = null,
        string? name = null)
        : base(FillMode.Nearest, Interpolation.Nearest, seed, fillValue: 0, dataFormat, name)
    {
        this.mode = mode;
        (x, y) = mode switch
        {
            "horizontal" => (-1, 1),
            "vertical" => (1, -1),
            "horizontal_and_vertical" => (-1, -1),
            _ => throw NameList.Unknown("flip mode", mode, ["horizontal_and_vertical", "horizontal", "vertical"]),
        };
    }

    private protected override AffineMap Map(double u, double v, int height, int width) =>
        u < 0.5 ? AffineMap.AboutCentre(x, 0, 0, y, height, width) : AffineMap.Shift(0, 0);

    /// <inheritdoc/>
    public override Config GetConfig()
    {
        var config = new Config(base.GetConfig()) { { "mode", mode } };
        foreach (var filling in (string[])["fill_mode", "interpolation", "fill_value"])
            config.Remove(filling); // nothing of a flipped picture lies outside
        return config;
    }

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static RandomFlip FromConfig(Config config) =>
        Make(config, c => new RandomFlip(c.Text("mode", "horizontal_and_vertical")!, c.IntOrNull("seed"),
            c.DataFormat("data_format"), c.Name));
}
