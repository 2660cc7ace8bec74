using LearnDL.Saving;

namespace LearnDL.Layers;

/// <summary>
/// Makes one number of every channel, the largest of all its pixels: y[c] = max x[h, w, c]. x (N, H, W, C) gives y (N,
/// C). It has no weights. Of equal pixels the first, row by row, gets the gradient. As in Keras 3.
/// </summary>
public sealed class GlobalMaxPooling2D : GlobalMaxPoolingLayer
{
    /// <param name="dataFormat">Where the channels stand; <see cref="Settings.ImageDataFormat"/> by default.</param>
    /// <param name="keepDims">Whether H and W stay, with size 1: (N, 1, 1, C); false by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    public GlobalMaxPooling2D(DataFormat? dataFormat = null, bool keepDims = false, string? name = null)
        : base(2, dataFormat, keepDims, name)
    {
    }

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static GlobalMaxPooling2D FromConfig(Config config) =>
        Make(config, c => new GlobalMaxPooling2D(c.DataFormat("data_format"), c.Bool("keepdims", false), c.Name));
}
