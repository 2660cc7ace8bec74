using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Makes one number of every feature, the mean over all time steps: y[c] = Σ x[t, c] / T. With a mask, over those that
/// are real: y = Σ m∘x / Σ m; of a sample that is all padding it is 0, where Keras 3 has NaN. x (N, T, C) gives y (N,
/// C). It has no weights. The simplest way from word vectors to a row for a whole text.
/// </summary>
public sealed class GlobalAveragePooling1D : GlobalAveragePoolingLayer
{
    /// <param name="dataFormat">Where the features stand; <see cref="Settings.ImageDataFormat"/> by default.</param>
    /// <param name="keepDims">Whether T stays, with size 1: (N, 1, C); false by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    public GlobalAveragePooling1D(DataFormat? dataFormat = null, bool keepDims = false, string? name = null)
        : base(1, dataFormat, keepDims, name)
    {
    }

    /// <inheritdoc/>
    public override MaskUse MaskUse => MaskUse.Consumes;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Tensor mask, bool training, out Saved saved)
    {
        if (!mask.HasValue)
            return Forward(x, training, out saved);
        var shape = ComputeOutputShape(x.Shape);
        if (mask.Shape != Format.ToLast(x.Shape)[..2])
            throw new ShapeException($"{this}: the mask does not fit the input.", $"{Format.ToLast(x.Shape)[..2]}",
                $"{mask.Shape}", "1 marks a real time step, 0 a padded one.");
        var m = mask.Cast(x.DType);                                                     // (N, T)
        var count = m.Sum(1);
        var shares = m.DivideColumn(count.Maximum(Tensor.Ones(count.Shape, x.DType)))   // m / Σ m
            .ExpandDims(3 - PixelAxis).StretchTo(x.Shape);
        saved = new Saved(x.Shape) { Shares = shares };
        // what is padding does not count, not even as 0·∞
        return x.WherePositive(shares).Multiply(shares).Sum(PixelAxis).Reshape(shape);  // y = Σ m∘x / Σ m        (N, C)
    }

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static GlobalAveragePooling1D FromConfig(Config config) =>
        Make(config, c => new GlobalAveragePooling1D(c.DataFormat("data_format"), c.Bool("keepdims", false), c.Name));
}
