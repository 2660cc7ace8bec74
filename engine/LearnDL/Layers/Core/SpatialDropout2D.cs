using LearnDL.Saving;

namespace LearnDL.Layers;

/// <summary>
/// While the network learns, sets a random share of the channels of each image (N, H, W, C) to 0, all their pixels, and
/// scales the rest up by 1 / (1 − rate); when it is used, nothing (Tompson and others 2015). As in Keras 3.
/// </summary>
public sealed class SpatialDropout2D : SpatialDropout
{
    /// <param name="rate">The share that is dropped, in [0, 1).</param>
    /// <param name="dataFormat">Where the channels stand; <see cref="Settings.ImageDataFormat"/> by default.</param>
    /// <param name="seed">A seed of its own; by default the model's.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">rate is not in [0, 1).</exception>
    public SpatialDropout2D(double rate, DataFormat? dataFormat = null, int? seed = null, string? name = null)
        : base(2, rate, dataFormat ?? Settings.ImageDataFormat, seed, name)
    {
    }

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static SpatialDropout2D FromConfig(Config config) =>
        Make(config, c => new SpatialDropout2D(c.Number("rate"), c.DataFormat("data_format"), c.IntOrNull("seed"),
            c.Name));
}
