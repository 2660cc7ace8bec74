using LearnDL.Activations;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The base of layers that are nothing but an activation: <see cref="Activation"/>, <see cref="ReLU"/>.
/// </summary>
public abstract class ActivationLayer : Layer<ActivationLayer.Saved>
{
    /// <summary>What Backward needs: input and output.</summary>
    public readonly record struct Saved(Tensor Z, Tensor Y);

    private protected ActivationLayer(ActivationFunction f, string? name) => (OutputActivation, Name) = (f, name);

    /// <inheritdoc/>
    public sealed override ActivationFunction OutputActivation { get; }

    /// <inheritdoc/>
    public sealed override MaskUse MaskUse => MaskUse.Passes;

    /// <inheritdoc/>
    public sealed override OutputRange? RangeFor(OutputRange? input) => OutputActivation.RangeFor(input);

    /// <inheritdoc/>
    public sealed override Shape ComputeOutputShape(Shape inputShape) => inputShape;

    /// <inheritdoc/>
    public sealed override Tensor Forward(Tensor x, bool training, out Saved saved)
    {
        var y = OutputActivation.Forward(x);
        saved = new Saved(x, y);
        return y;
    }

    /// <inheritdoc/>
    public sealed override Tensor Backward(Tensor dy, in Saved saved) =>
        OutputActivation.Backward(dy, saved.Z, saved.Y);

    /// <inheritdoc/>
    public sealed override Tensor BackwardFromLogits(Tensor dz, in Saved saved) => dz;
}
