using LearnDL.Activations;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>What <see cref="Cropping2D"/> and <see cref="Cropping1D"/> share: the edges are cut off.</summary>
public abstract class CroppingLayer : EdgeLayer<CroppingLayer.Saved>
{
    /// <summary>Backward needs nothing of Forward.</summary>
    public readonly record struct Saved;

    private protected CroppingLayer(int axes, Padding2D cropping, DataFormat? dataFormat, string? name)
        : base(axes, cropping, "cropping", dataFormat, name)
    {
    }

    /// <inheritdoc/>
    public sealed override OutputRange? RangeFor(OutputRange? input) => input?.Rearranged;

    /// <inheritdoc/>
    public sealed override Shape ComputeOutputShape(Shape inputShape) => Changed(inputShape, -1);

    /// <inheritdoc/>
    public sealed override Tensor Forward(Tensor x, bool training, out Saved saved)
    {
        _ = ComputeOutputShape(x.Shape);
        saved = default;
        return Cut(x);
    }

    /// <inheritdoc/>
    public sealed override Tensor Backward(Tensor dy, in Saved saved) => Padded(dy); // dx = dy, and 0 at the edges
}
