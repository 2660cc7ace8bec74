using LearnDL.Saving;

namespace LearnDL.Layers;

/// <summary>
/// Makes one number of every channel, the mean over all pixels: y[c] = Σ x[h, w, c] / (H·W). So a
/// network can end in its channels, whatever the size of the image (Lin and others 2013). x (N, H, W, C)
/// gives y (N, C). It has no weights.
/// </summary>
public sealed class GlobalAveragePooling2D : GlobalAveragePoolingLayer
{
    /// <param name="dataFormat">Where the channels stand; <see cref="Settings.ImageDataFormat"/> by default.</param>
    /// <param name="keepDims">Whether H and W stay, with size 1: (N, 1, 1, C); false by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    public GlobalAveragePooling2D(DataFormat? dataFormat = null, bool keepDims = false, string? name = null)
        : base(2, dataFormat, keepDims, name)
    {
    }

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static GlobalAveragePooling2D FromConfig(Config config) =>
        Make(config, c => new GlobalAveragePooling2D(c.DataFormat("data_format"), c.Bool("keepdims", false), c.Name));
}
