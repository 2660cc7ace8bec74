using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Turns scores into shares that are positive and sum to 1 along an axis: yₖ = e^zₖ / Σ e^zⱼ. The shape stays. As in
/// Keras, the last axis by default. Along an axis of time, masked time steps get no share.
/// </summary>
public sealed class Softmax : Layer<Softmax.Saved>
{
    static readonly ActivationFunction f = ActivationFunction.Get("softmax");
    readonly int axis;
    bool isLastAxis;

    /// <summary>The score of a masked time step: e to the power of it is 0 beside every other.</summary>
    const double Never = -1e30;

    /// <summary>What Backward needs: the shares, with the axis moved last.</summary>
    public readonly record struct Saved(Tensor Y)
    {
        /// <summary>
        /// 1 for a score that counts, 0 for one of a masked time step, of the shape of
        /// the input; no tensor where all count.
        /// </summary>
        internal Tensor Masked { get; init; }
    }

    /// <param name="axis">The axis whose shares sum to 1; the last one by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    public Softmax(int axis = -1, string? name = null) => (this.axis, isLastAxis, Name) = (axis, axis == -1, name);

    /// <inheritdoc/>
    public override ActivationFunction? OutputActivation => isLastAxis ? f : null;

    /// <inheritdoc/>
    public override MaskUse MaskUse => MaskUse.Passes;

    /// <inheritdoc/>
    public override OutputRange? RangeFor(OutputRange? input) =>
        isLastAxis ? OutputRange.Shares : OutputRange.Shares.Rearranged;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape) => inputShape.AxisIndex(axis) == 0
        ? throw new ShapeException($"{this} would make shares of the samples.",
            "an axis after the batch axis", $"axis {axis} of {inputShape}", "Leave the axis out: -1 is the last one.")
        : inputShape;

    /// <inheritdoc/>
    protected override void CreateParameters(Shape inputShape, DType dtype, RandomSource random) =>
        isLastAxis = inputShape.AxisIndex(axis) == inputShape.Rank - 1;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, bool training, out Saved saved)
    {
        var y = f.Forward(AxisLast(x));
        saved = new Saved(y);
        return AxisLast(y);
    }

    /// <summary>
    /// With a mask (N, T), along an axis of time: the scores of masked time steps are replaced by one so low that
    /// nothing is left for them.
    /// </summary>
    public override Tensor Forward(Tensor x, Tensor mask, bool training, out Saved saved)
    {
        if (!mask.HasValue || x.Shape.AxisIndex(axis) >= mask.Rank)
            return Forward(x, training, out saved);
        var m = StepMask.Stretch(this, mask, x);
        var y = Forward(x.Multiply(m).Add(m.Affine(-Never, Never)), training, out saved); // z∘m + (1 − m)·(−10³⁰)
        saved = saved with { Masked = m };
        return y;
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor dy, in Saved saved)
    {
        var dx = AxisLast(f.Backward(AxisLast(dy), default, saved.Y));
        return saved.Masked.HasValue ? dx.Multiply(saved.Masked) : dx;
    }

    /// <inheritdoc/>
    public override Tensor BackwardFromLogits(Tensor dz, in Saved saved) => dz;

    Tensor AxisLast(Tensor x) => Layers.AxisLast.Swap(x, axis);

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig()) { { "axis", axis } };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Softmax FromConfig(Config config) => Make(config, c => new Softmax(c.Int("axis", -1), c.Name));
}
