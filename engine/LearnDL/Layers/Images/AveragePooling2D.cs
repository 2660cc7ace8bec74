using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Takes the mean of every window of an image, for each channel alone: y[i, j] = Σ x[h, w] / (number of pixels). It has
/// no weights. x (N, H, W, C) gives y (N, H', W', C), as <see cref="PoolingLayer"/> counts them. Padding does not
/// count: at the edge it is the mean of the real pixels, as in Keras 3 (PyTorch counts the zeros unless told
/// otherwise). The pooling of LeNet-5 (LeCun and others 1998).
/// </summary>
public sealed class AveragePooling2D : AveragePoolingLayer
{
    /// <param name="poolSize">Rows and columns of the window, 2 by default.</param>
    /// <param name="strides">How far the window moves; by its own size unless given, so
    /// that windows do not overlap.</param>
    /// <param name="padding">"valid" (the default) or "same".</param>
    /// <param name="dataFormat">Where the channels stand; <see cref="Settings.ImageDataFormat"/> by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">A size below 1, or padding "causal".</exception>
    public AveragePooling2D(Size2D? poolSize = null, Size2D? strides = null, Padding? padding = null,
        DataFormat? dataFormat = null, string? name = null)
        : base(2, poolSize ?? 2, strides, padding, dataFormat, name)
    {
    }

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static AveragePooling2D FromConfig(Config config) =>
        Make(config, c => new AveragePooling2D(c.Size2D("pool_size", 2), c.Size2DOrNull("strides"),
            c.Padding("padding"), c.DataFormat("data_format"), c.Name));
}
