using LearnDL.Activations;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The base of the layers that make one tensor of several: <c>new Add().Apply(a, b)</c>. They have no weights. Layers
/// of your own that merge derive from it.
/// </summary>
public abstract class Merge : Layer
{
    /// <summary>The shape that comes out for inputs of these shapes; sizes may be unknown.</summary>
    /// <exception cref="ShapeException">They cannot be merged.</exception>
    public abstract Shape ComputeOutputShape(ReadOnlySpan<Shape> inputShapes);

    /// <summary>The output for all inputs.</summary>
    protected internal abstract Tensor Forward(ReadOnlySpan<MaskedTensor> x);

    /// <summary>The gradients of all inputs from that of the output.</summary>
    /// <param name="dy">The gradient of the output; it must not be written to.</param>
    /// <param name="x">The inputs, as Forward was given them.</param>
    /// <param name="dx">Where the gradients go.</param>
    protected internal abstract void Backward(Tensor dy, ReadOnlySpan<MaskedTensor> x, Span<Tensor> dx);

    /// <summary>The mask of the output; no tensor where all is real.</summary>
    protected internal abstract Tensor OutputMask(ReadOnlySpan<MaskedTensor> x, Shape outputShape);

    /// <summary>The range of the output for those of all inputs; null where that is not known.</summary>
    protected internal virtual OutputRange? RangeFor(ReadOnlySpan<OutputRange?> inputs) => null;

    /// <summary>How many inputs it takes, for an error; null for any number.</summary>
    private protected virtual int? Takes => null;

    internal sealed override OutputRange?[] RangesFor(ReadOnlySpan<OutputRange?> inputs, int outputs) =>
        [RangeFor(inputs)];

    /// <inheritdoc/>
    public sealed override MaskUse MaskUse => MaskUse.Passes;

    /// <inheritdoc/>
    public sealed override Shape ComputeOutputShape(Shape inputShape) => ComputeOutputShapes([inputShape])[0];

    internal sealed override Shape[] ComputeOutputShapes(ReadOnlySpan<Shape> inputShapes)
    {
        if (inputShapes.Length < (Takes ?? 1) || inputShapes.Length > (Takes ?? int.MaxValue))
            throw new ShapeException($"{this} merges {(Takes is { } n ? $"{n} tensors" : "tensors")}.",
                Takes is { } count ? $"{count}" : "at least one", $"{inputShapes.Length}", "Apply(a, b) gives it two.");
        foreach (var shape in inputShapes)
            if (shape.Rank == 0 || !(shape[0] == inputShapes[0][0] || shape[0] < 0 || inputShapes[0][0] < 0))
                throw new ShapeException($"{this} merges sample by sample.", "the same number of samples in all inputs",
                    Shapes(inputShapes), "Give every input the same samples.");
        return [ComputeOutputShape(inputShapes)];
    }

    private protected sealed override void CheckShape(Shape inputShape)
    {
        // one of several: they were checked together when the layer was applied, and there are no weights to make
    }

    /// <summary>"(None, 3) and (None, 4)".</summary>
    private protected static string Shapes(ReadOnlySpan<Shape> shapes)
    {
        var texts = new List<string>();
        foreach (var shape in shapes)
            texts.Add($"{shape}");
        return string.Join(" and ", texts);
    }

    /// <inheritdoc/>
    public sealed override LayerCall NewCall() => new MergeCall(this);
}
