using LearnDL.Saving;

namespace LearnDL.Layers;

/// <summary>
/// Puts time steps of zeros around series: (N, T, C) gives (N, before + T + behind, C). It has no weights. As in Keras
/// 3.
/// </summary>
public sealed class ZeroPadding1D : ZeroPaddingLayer
{
    /// <param name="padding">Time steps to add, 1 at both ends by default: a number, or (before, behind).</param>
    /// <param name="dataFormat">Where the features stand; <see cref="Settings.ImageDataFormat"/> by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">A number below 0.</exception>
    public ZeroPadding1D(Padding1D? padding = null, DataFormat? dataFormat = null, string? name = null)
        : base(1, (padding ?? 1).AsImages, dataFormat, name)
    {
    }

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static ZeroPadding1D FromConfig(Config config) =>
        Make(config, c => new ZeroPadding1D(c.Padding1D("padding"), c.DataFormat("data_format"), c.Name));
}
