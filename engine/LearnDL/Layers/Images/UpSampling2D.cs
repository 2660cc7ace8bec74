using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Makes images larger: every pixel becomes a block of pixels that are the same, y[h, w] = x[⌊h / size⌋, ⌊w / size⌋],
/// or, with interpolation "bilinear", blend into each other. (N, H, W, C) becomes (N, size·H, size·W, C). It has no
/// weights. As in Keras 3, without its "bicubic" and "lanczos". Followed by a <see cref="Conv2D"/>, it draws without
/// the checkerboards that <see cref="Conv2DTranspose"/> is prone to (Odena and others 2016).
/// </summary>
public sealed class UpSampling2D : UpSamplingLayer
{
    /// <param name="size">How many times as high and wide, 2 by default, or (vertical, horizontal).</param>
    /// <param name="dataFormat">Where the channels stand; <see cref="Settings.ImageDataFormat"/> by default.</param>
    /// <param name="interpolation">"nearest" (the default) or "bilinear".</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">A size below 1.</exception>
    public UpSampling2D(Size2D? size = null, DataFormat? dataFormat = null, Interpolation? interpolation = null,
        string? name = null)
        : base(2, size ?? 2, dataFormat, interpolation, name)
    {
    }

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static UpSampling2D FromConfig(Config config) =>
        Make(config, c => new UpSampling2D(c.Size2D("size", 2), c.DataFormat("data_format"),
            c.Interpolation("interpolation"), c.Name));
}
