using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Keeps the largest number of every window of an image, for each channel alone: y[i, j] = max x[h, w] over the
/// window's pixels. It has no weights. x (N, H, W, C) gives y (N, H', W', C), as <see cref="PoolingLayer"/> counts
/// them. The gradient goes to the pixel that was the largest alone; of equal ones to the first, row by row, as in
/// PyTorch. Padding never wins. (Ranzato and others 2007; defaults as in Keras 3.)
/// </summary>
public sealed class MaxPooling2D : MaxPoolingLayer
{
    /// <param name="poolSize">Rows and columns of the window, 2 by default.</param>
    /// <param name="strides">How far the window moves; by its own size unless given, so
    /// that windows do not overlap.</param>
    /// <param name="padding">"valid" (the default) or "same".</param>
    /// <param name="dataFormat">Where the channels stand; <see cref="Settings.ImageDataFormat"/> by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">A size below 1, or padding "causal".</exception>
    public MaxPooling2D(Size2D? poolSize = null, Size2D? strides = null, Padding? padding = null,
        DataFormat? dataFormat = null, string? name = null)
        : base(2, poolSize ?? 2, strides, padding, dataFormat, name)
    {
    }

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static MaxPooling2D FromConfig(Config config) =>
        Make(config, c => new MaxPooling2D(c.Size2D("pool_size", 2), c.Size2DOrNull("strides"), c.Padding("padding"),
            c.DataFormat("data_format"), c.Name));
}
