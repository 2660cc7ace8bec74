using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// What <see cref="GlobalAveragePooling2D"/> and <see cref="GlobalAveragePooling1D"/> share: the mean of every channel.
/// </summary>
public abstract class GlobalAveragePoolingLayer : GlobalPoolingLayer<GlobalAveragePoolingLayer.Saved>
{
    /// <summary>The shape to go back to.</summary>
    public readonly record struct Saved(Shape Input)
    {
        /// <summary>What each time step counts, 1 / (number of real ones) or 0; no tensor where all count.</summary>
        internal Tensor Shares { get; init; }
    }

    private protected GlobalAveragePoolingLayer(int axes, DataFormat? dataFormat, bool keepDims, string? name)
        : base(axes, dataFormat, keepDims, name)
    {
    }

    /// <inheritdoc/>
    public sealed override Tensor Forward(Tensor x, bool training, out Saved saved)
    {
        var shape = ComputeOutputShape(x.Shape);
        saved = new Saved(x.Shape);
        return Lines(x).Mean(PixelAxis).Reshape(shape);                 // y = Σ x / (H·W)                     (N, C)
    }

    /// <inheritdoc/>
    public sealed override Tensor Backward(Tensor dy, in Saved saved)
    {
        var shape = Format.ToLast(saved.Input);
        var pixels = shape[1..^1].Size;
        var each = Each(dy);                                            //                                     (N, 1, C)
        if (!saved.Shares.HasValue)
            each = each.Scale(1.0 / pixels);                            // dx = dy / (H·W), for every pixel
        var dx = each.StretchTo(each.Shape.With(PixelAxis, pixels)).Reshape(saved.Input);
        return saved.Shares.HasValue ? dx.Multiply(saved.Shares) : dx;  // dx = m∘dy / Σ m
    }
}
