using LearnDL.Saving;

namespace LearnDL.Layers;

/// <summary>
/// While the network learns, sets a random share of the features of each series (N, T, D) to 0, for all its time steps,
/// and scales the rest up by 1 / (1 − rate); when it is used, nothing (Tompson and others 2015). As in Keras 3.
/// </summary>
public sealed class SpatialDropout1D : SpatialDropout
{
    /// <param name="rate">The share that is dropped, in [0, 1).</param>
    /// <param name="seed">A seed of its own; by default the model's.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">rate is not in [0, 1).</exception>
    public SpatialDropout1D(double rate, int? seed = null, string? name = null)
        : base(1, rate, DataFormat.ChannelsLast, seed, name)
    {
    }

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static SpatialDropout1D FromConfig(Config config) =>
        Make(config, c => new SpatialDropout1D(c.Number("rate"), c.IntOrNull("seed"), c.Name));
}
