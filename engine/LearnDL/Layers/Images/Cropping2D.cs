using LearnDL.Saving;

namespace LearnDL.Layers;

/// <summary>
/// Cuts rows and columns off images: (N, top + H + bottom, left + W + right, C) gives (N, H, W, C). It has no weights.
/// As in Keras 3.
/// </summary>
public sealed class Cropping2D : CroppingLayer
{
    /// <param name="cropping">Rows and columns to cut off, none by default: a number, a pair (vertical, horizontal) or
    /// ((top, bottom), (left, right)).</param>
    /// <param name="dataFormat">Where the channels stand; <see cref="Settings.ImageDataFormat"/> by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">A number below 0.</exception>
    public Cropping2D(Padding2D? cropping = null, DataFormat? dataFormat = null, string? name = null)
        : base(2, cropping ?? 0, dataFormat, name)
    {
    }

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Cropping2D FromConfig(Config config) =>
        Make(config, c => new Cropping2D(c.Padding2D("cropping"), c.DataFormat("data_format"), c.Name));
}
