using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Keeps the largest number of every window of a series, for each feature alone: y[i] = max x[t] over the window's time
/// steps. It has no weights. x (N, T, C) gives y (N, T', C), as <see cref="PoolingLayer"/> counts them. Of equal
/// numbers the first gets the gradient; padding never wins. As in Keras 3.
/// </summary>
public sealed class MaxPooling1D : MaxPoolingLayer
{
    /// <param name="poolSize">Time steps of the window, 2 by default.</param>
    /// <param name="strides">How far the window moves; by its own size unless given, so
    /// that windows do not overlap.</param>
    /// <param name="padding">"valid" (the default) or "same".</param>
    /// <param name="dataFormat">Where the features stand; <see cref="Settings.ImageDataFormat"/> by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">A size below 1, or padding "causal".</exception>
    public MaxPooling1D(int poolSize = 2, int? strides = null, Padding? padding = null,
        DataFormat? dataFormat = null, string? name = null)
        : base(1, (1, poolSize), (1, strides ?? poolSize), padding, dataFormat, name)
    {
    }

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static MaxPooling1D FromConfig(Config config) =>
        Make(config, c => new MaxPooling1D(c.Size1D("pool_size", 2), c.Size1DOrNull("strides"), c.Padding("padding"),
            c.DataFormat("data_format"), c.Name));
}
