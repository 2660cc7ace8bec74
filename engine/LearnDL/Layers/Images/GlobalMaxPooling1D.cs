using LearnDL.Saving;

namespace LearnDL.Layers;

/// <summary>
/// Makes one number of every feature, the largest of all time steps: y[c] = max x[t, c]. x (N, T, C) gives y (N, C). It
/// has no weights. Of equal time steps the first gets the gradient. As in Keras 3 it takes no notice of a mask, and
/// padding may win.
/// </summary>
public sealed class GlobalMaxPooling1D : GlobalMaxPoolingLayer
{
    /// <param name="dataFormat">Where the features stand; <see cref="Settings.ImageDataFormat"/> by default.</param>
    /// <param name="keepDims">Whether T stays, with size 1: (N, 1, C); false by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    public GlobalMaxPooling1D(DataFormat? dataFormat = null, bool keepDims = false, string? name = null)
        : base(1, dataFormat, keepDims, name)
    {
    }

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static GlobalMaxPooling1D FromConfig(Config config) =>
        Make(config, c => new GlobalMaxPooling1D(c.DataFormat("data_format"), c.Bool("keepdims", false), c.Name));
}
