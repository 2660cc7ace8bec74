using LearnDL.Activations;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Gives every time step to the same layer, which knows nothing of time: (N, T, …) is folded to (N·T, …) and back. A mask passes by.
/// As in Keras 3; a BatchNormalization inside takes its statistics over all steps of the batch together.
/// </summary>
public sealed class TimeDistributed : Wrapper
{
    readonly Layer layer;

    /// <param name="layer">The layer, for one step: (N, …) without the time axis.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="ModelException">The layer returns a state beside its output.</exception>
    public TimeDistributed(Layer layer, string? name = null) : base(name, layer) => this.layer = layer;

    /// <inheritdoc/>
    public override ActivationFunction? OutputActivation => layer.OutputActivation;

    /// <inheritdoc/>
    public override bool HasInputGradient => layer.HasInputGradient;

    /// <inheritdoc/>
    public override MaskUse MaskUse => MaskUse.Passes;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape inputShape) => inputShape[..2].Concat(layer.OutputShape(Folded(inputShape))[1..]);

    /// <inheritdoc/>
    protected override void CreateParameters(Shape inputShape, DType dtype, RandomSource random) => BuildInner(layer, Folded(inputShape), dtype, random);

    internal override void CheckData(Tensor x, string name) => layer.CheckData(x, name);

    internal override void CheckBatch(Shape inputShape) => layer.CheckBatch(Folded(inputShape));

    /// <summary>(N, T, …) to (N·T, …).</summary>
    Shape Folded(Shape shape)
    {
        if (shape.Rank < 3)
            throw new ShapeException($"{this} wants sequences.", "(batch, time, …)", $"{shape}", "For a layer that takes (batch, features), leave TimeDistributed out.");
        return shape[1..].With(0, shape[0] == Shape.Unknown || shape[1] == Shape.Unknown ? Shape.Unknown : shape[0] * shape[1]);
    }

    /// <inheritdoc/>
    public override LayerCall NewCall() => new Call(this, layer.NewCall());

    sealed class Call(TimeDistributed layer, LayerCall inner) : LayerCall(layer)
    {
        Shape input, output;

        public override Tensor Forward(Tensor x, ref Tensor mask, bool training)
        {
            (input, output) = (x.Shape, layer.OutputShape(x.Shape));
            return inner.Forward(x.Reshape(layer.Folded(input)), training).Reshape(output); // y[n, t] = f(x[n, t])
        }

        public override Tensor Backward(Tensor dy) => Unfolded(inner.Backward(Folded(dy)));

        public override Tensor BackwardFromLogits(Tensor dz) => Unfolded(inner.BackwardFromLogits(Folded(dz)));

        internal override void Skip() => inner.Skip();

        Tensor Folded(Tensor dy)
        {
            inner.Layer.NeedsInputGradient = layer.NeedsInputGradient;
            return dy.Reshape(layer.Folded(output));
        }

        Tensor Unfolded(Tensor dx) => dx.HasValue ? dx.Reshape(input) : dx;
    }
}
