using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Gives every time step to the same layer, which knows nothing of time: (N, T, …) is folded to (N·T, …) and
/// back. A mask (N, T) passes by. A mask (N, T, S), of the words of a text's sentences, is for the layer
/// inside; if that leaves none, a time step counts where something in it did. As in Keras 3, which however calls
/// the layer once per time step: a BatchNormalization inside takes its statistics from one time step at a time there,
/// here from all time steps of the batch together.
/// </summary>
public sealed partial class TimeDistributed : Wrapper
{
    readonly Layer layer;

    /// <param name="layer">The layer, for one time step: (N, …) without the time axis.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="ModelException">The layer returns a state beside its output, or keeps
    /// one from batch to batch.</exception>
    public TimeDistributed(Layer layer, string? name = null) : base(name, layer)
    {
        this.layer = layer;
        if (layer.OutputCount > 1)
            throw new ModelException($"{layer} gives several tensors, "
                + $"but {Called(nameof(TimeDistributed), name)} hands on one.", "a layer with one output",
                "returnState: true, or no mergeMode", "Leave returnState out, and give a mergeMode.");
        if (layer.WithInner()
            .FirstOrDefault(inner => inner is IRecurrentLayer { Settings.Stateful: true }) is { } stateful)
            throw new ModelException($"{stateful} is stateful, but {Called(nameof(TimeDistributed), name)} gives it "
                + "all time steps at once: none goes on where another ended.", "stateful: false", "stateful: true",
                "Leave stateful out inside; a recurrent layer after it can carry a state from batch to batch.");
    }

    /// <inheritdoc/>
    public override ActivationFunction? OutputActivation => layer.OutputActivation;

    /// <inheritdoc/>
    public override bool HasInputGradient => layer.HasInputGradient;

    /// <inheritdoc/>
    public override MaskUse MaskUse => layer.MaskUse == MaskUse.Makes ? MaskUse.Makes : MaskUse.Passes;

    /// <inheritdoc/>
    public override Tensor OutputMask(Tensor x, Tensor mask) =>
        Unfolded(mask, layer.OutputMask(x.Reshape(Folded(x.Shape)), Inside(mask, x.Shape)), x.Shape);

    /// <summary>
    /// The mask of the layer inside, (N, T, S) to (N·T, S). One of the time steps alone, (N, T), or of whole samples,
    /// (N), tells which of the N·T inputs are padding from the first number to the last: only a layer that computes
    /// with all of them together is given it.
    /// </summary>
    Tensor Inside(Tensor mask, Shape x) => !mask.HasValue ? default
        : mask.Rank > 2 ? mask.Reshape(Folded(mask.Shape))
        : !layer.MixesSamples ? default
        : mask.Rank == 2 ? mask.Reshape(-1) : mask.Reshape(-1, 1).StretchTo(x[..2]).Reshape(-1);

    internal override bool MixesSamples => layer.MixesSamples;

    /// <summary>
    /// The mask that the layer inside left, (N·T, S) to (N, T, S); where it left none, that of the time steps (N, T).
    /// </summary>
    static Tensor Unfolded(Tensor mask, Tensor inside, Shape x) =>
        inside.HasValue ? inside.Reshape(x[..2].Concat(inside.Shape[1..]))
            : mask.HasValue && mask.Rank > 2 ? mask.Reshape(x[0], x[1], -1).Max(-1) : mask;

    /// <inheritdoc/>
    public override OutputRange? RangeFor(OutputRange? input) => layer.RangeFor(input);

    internal override int? Width => layer.Width;

    internal override Layer Deciding => layer.Deciding;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape) =>
        inputShape[..2].Concat(layer.ComputeOutputShape(Folded(inputShape))[1..]);

    /// <inheritdoc/>
    protected override void CreateParameters(Shape inputShape, DType dtype, RandomSource random) =>
        BuildInner(layer, Folded(inputShape), dtype, random);

    internal override bool MixesSteps(Shape inputShape, int maskRank) =>
        (maskRank > 2 && layer.MaskUse == MaskUse.Ignores) || layer.MixesSteps(Folded(inputShape), maskRank - 1);

    internal override void CheckData(Tensor x, string name) => layer.CheckData(x, name);

    internal override void CheckBatch(Shape inputShape) => layer.CheckBatch(Folded(inputShape));

    /// <summary>(N, T, …) to (N·T, …).</summary>
    Shape Folded(Shape shape)
    {
        if (shape.Rank < 3)
            throw new ShapeException($"{this} wants sequences.",
                "(batch, time, …)", $"{shape}", "For a layer that takes (batch, features), leave TimeDistributed out.");
        return shape[1..]
            .With(0, shape[0] == Shape.Unknown || shape[1] == Shape.Unknown ? Shape.Unknown : shape[0] * shape[1]);
    }

    /// <inheritdoc/>
    public override LayerCall NewCall() => new Call(this, layer.NewCall());

    sealed class Call(TimeDistributed layer, LayerCall inner) : LayerCall(layer)
    {
        Shape input, output;

        internal override bool HasPenalty => base.HasPenalty || inner.HasPenalty;

        internal override double Penalty => base.Penalty + inner.Penalty;

        internal override int SetNumber(int number) => inner.SetNumber(base.SetNumber(number));

        public override Tensor Forward(Tensor x, ref Tensor mask, bool training) =>
            Forward(x, ref mask, new ForwardPass(training));

        public override Tensor Forward(Tensor x, ref Tensor mask, in ForwardPass pass)
        {
            (input, output) = (x.Shape, layer.ComputeOutputShape(x.Shape));
            inner.RowsPerSample = RowsPerSample * input[1];
            var inside = layer.Inside(mask, input);
            var folded = pass.OfTimeSteps(input[1]);
            var y = inner.Forward(x.Reshape(layer.Folded(input)), ref inside, folded);   // y[n, t] = f(x[n, t])
            mask = TimeDistributed.Unfolded(mask, inside, input);
            return Charged(y.Reshape(output));
        }

        public override Tensor Backward(Tensor dy) => Unfolded(inner.Backward(Folded(WithPenalty(dy))));

        public override Tensor BackwardFromLogits(Tensor dz) => Unfolded(inner.BackwardFromLogits(Folded(dz)));

        internal override void Skip() => inner.Skip();

        Tensor Folded(Tensor dy)
        {
            inner.Layer.NeedsInputGradient = layer.NeedsInputGradient;
            return dy.Reshape(layer.Folded(output));
        }

        Tensor Unfolded(Tensor dx) => dx.HasValue ? dx.Reshape(input) : dx;
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig()) { { "layer", layer } };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static TimeDistributed FromConfig(Config config) =>
        Make(config, c => new TimeDistributed(c.Layer("layer"), c.Name));
}
