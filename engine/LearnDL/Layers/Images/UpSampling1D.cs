using LearnDL.Saving;

namespace LearnDL.Layers;

/// <summary>
/// Gives every time step of a series size times: y[size·t + k] = x[t]. (N, T, C) becomes (N, size·T, C). It has no
/// weights. As in Keras 3.
/// </summary>
public sealed class UpSampling1D : UpSamplingLayer
{
    /// <param name="size">How many times each time step is repeated, 2 by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">A size below 1.</exception>
    public UpSampling1D(int size = 2, string? name = null)
        : base(1, (1, size), DataFormat.ChannelsLast, null, name)
    {
    }

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static UpSampling1D FromConfig(Config config) =>
        Make(config, c => new UpSampling1D(c.Size1D("size", 2), c.Name));
}
