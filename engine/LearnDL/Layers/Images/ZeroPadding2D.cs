using LearnDL.Saving;

namespace LearnDL.Layers;

/// <summary>
/// Puts rows and columns of zeros around images: (N, H, W, C) gives (N, top + H + bottom, left + W + right, C). It has
/// no weights. As in Keras 3.
/// </summary>
public sealed class ZeroPadding2D : ZeroPaddingLayer
{
    /// <param name="padding">Rows and columns to add, 1 on all sides by default: a number, a pair (vertical,
    /// horizontal) or ((top, bottom), (left, right)).</param>
    /// <param name="dataFormat">Where the channels stand; <see cref="Settings.ImageDataFormat"/> by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">A number below 0.</exception>
    public ZeroPadding2D(Padding2D? padding = null, DataFormat? dataFormat = null, string? name = null)
        : base(2, padding ?? 1, dataFormat, name)
    {
    }

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static ZeroPadding2D FromConfig(Config config) =>
        Make(config, c => new ZeroPadding2D(c.Padding2D("padding"), c.DataFormat("data_format"), c.Name));
}
