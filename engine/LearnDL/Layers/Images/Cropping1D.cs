using LearnDL.Saving;

namespace LearnDL.Layers;

/// <summary>
/// Cuts time steps off series: (N, before + T + behind, C) gives (N, T, C). It has no weights. As in Keras 3.
/// </summary>
public sealed class Cropping1D : CroppingLayer
{
    /// <param name="cropping">Time steps to cut off, 1 at both ends by default: a number, or (before, behind).</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">A number below 0.</exception>
    public Cropping1D(Padding1D? cropping = null, string? name = null)
        : base(1, (cropping ?? 1).AsImages, DataFormat.ChannelsLast, name)
    {
    }

    /// <inheritdoc/>
    public override Config GetConfig()
    {
        var config = base.GetConfig();
        config.Remove("data_format"); // series have their channels last
        return config;
    }

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Cropping1D FromConfig(Config config) =>
        Make(config, c => new Cropping1D(c.Padding1D("cropping"), c.Name));
}
