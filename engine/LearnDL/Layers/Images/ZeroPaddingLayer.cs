using LearnDL.Activations;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>What <see cref="ZeroPadding2D"/> and <see cref="ZeroPadding1D"/> share: zeros at the edges.</summary>
public abstract class ZeroPaddingLayer : EdgeLayer<ZeroPaddingLayer.Saved>
{
    /// <summary>Backward needs nothing of Forward.</summary>
    public readonly record struct Saved;

    private protected ZeroPaddingLayer(int axes, Padding2D padding, DataFormat? dataFormat, string? name)
        : base(axes, padding, "padding", dataFormat, name)
    {
    }

    /// <inheritdoc/>
    public sealed override OutputRange? RangeFor(OutputRange? input) => input?.WithZero;

    /// <inheritdoc/>
    public sealed override Shape ComputeOutputShape(Shape inputShape) => Changed(inputShape, 1);

    /// <inheritdoc/>
    public sealed override Tensor Forward(Tensor x, bool training, out Saved saved)
    {
        _ = ComputeOutputShape(x.Shape);
        saved = default;
        return Padded(x);
    }

    /// <inheritdoc/>
    public sealed override Tensor Backward(Tensor dy, in Saved saved) => Cut(dy); // dx = dy without its edges
}
