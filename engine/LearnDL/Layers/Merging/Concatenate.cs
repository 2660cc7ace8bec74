using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Its inputs side by side along an axis: (N, 3) and (N, 5) give (N, 8). So a network joins what it knows from several
/// sources. Along the axis of time the masks are joined, too; along another, a time step is padding where it is padding
/// in all inputs. As in Keras 3.
/// </summary>
public sealed class Concatenate : Merge
{
    readonly int axis;

    /// <param name="axis">The axis along which the inputs may differ; the last by default. Not 0, the samples.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">The axis is that of the samples.</exception>
    public Concatenate(int axis = -1, string? name = null)
    {
        (this.axis, Name) = (axis, name);
        if (axis == 0)
            throw new HyperparameterException($"{Called(nameof(Concatenate), name)} joins what belongs to one sample.",
                "an axis other than 0, which counts the samples", "0", "Leave it out for the last axis.");
    }

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(ReadOnlySpan<Shape> inputShapes)
    {
        var result = inputShapes[0];
        var at = AxisOf(result);
        foreach (var shape in inputShapes[1..])
        {
            if (shape.Rank != result.Rank || !shape.With(at, 0).Fits(result.With(at, 0)))
                throw new ShapeException($"{this} joins tensors along axis {axis}, and these differ elsewhere.",
                    $"{result.With(at, Shape.Unknown)}, any size at axis {at}", Shapes(inputShapes),
                    shape.Rank != result.Rank ? "Give both the same number of axes: put a Flatten() or a Reshape "
                        + "behind the one with more." : "Give both branches the same sizes at the other axes.");
            for (var other = 0; other < result.Rank; other++)
                if (result[other] == Shape.Unknown)
                    result = result.With(other, other == at ? Shape.Unknown : shape[other]);
            if (result[at] != Shape.Unknown)
                result = result.With(at, shape[at] == Shape.Unknown ? Shape.Unknown : result[at] + shape[at]);
        }
        return result;
    }

    /// <summary>The axis, counted from the first.</summary>
    internal int AxisOf(Shape shape)
    {
        var at = axis < 0 ? axis + shape.Rank : axis;
        return at > 0 && at < shape.Rank ? at : throw new ShapeException($"{this} joins along axis {axis}.",
            "an axis of the inputs behind that of the samples", $"{shape}", "Leave axis out for the last one.");
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(ReadOnlySpan<MaskedTensor> x)
    {
        var shape = x[0].X.Shape;
        var at = AxisOf(shape);
        var parts = Arena.NewArray<Tensor>(x.Length).AsSpan(0, x.Length);
        var size = 0;
        for (var i = 0; i < x.Length; i++)
        {
            parts[i] = Columns(x[i].X, at);
            size += x[i].X.Shape[at];
        }
        return MoveOps.JoinColumns(parts).Reshape(shape.With(at, size));    // y = [x1 x2 …]
    }

    /// <inheritdoc/>
    protected internal override void Backward(Tensor dy, ReadOnlySpan<MaskedTensor> x, Span<Tensor> dx)
    {
        var at = AxisOf(dy.Shape);
        var columns = Columns(dy, at);
        var from = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var to = from + Columns(x[i].X, at).Shape[1];
            dx[i] = columns[.., from..to].Reshape(x[i].X.Shape);            // dxi = its part of dy
            from = to;
        }
    }

    /// <summary>As a matrix: a row for all that lies before the axis, and beside each other all from it on.</summary>
    static Tensor Columns(Tensor x, int at) => x.Reshape(x.Shape[..at].Size, x.Shape[at..].Size);

    /// <inheritdoc/>
    protected internal override Tensor OutputMask(ReadOnlySpan<MaskedTensor> x, Shape outputShape)
    {
        var (any, all, rank) = (false, true, 0);
        foreach (var (_, mask) in x)
        {
            any |= mask.HasValue;
            all &= mask.HasValue;
            rank = mask.HasValue ? Math.Max(rank, mask.Rank) : rank;
        }
        var at = AxisOf(outputShape);
        if (!any || (at >= rank && !all))
            return default; // side by side with what is real everywhere
        var masks = Arena.NewArray<MaskedTensor>(x.Length).AsSpan(0, x.Length);
        for (var i = 0; i < x.Length; i++)
            masks[i] = new MaskedTensor(Mask(x[i], rank));
        if (at < rank)
            return JoinMasks(masks, at);
        var union = masks[0].X;
        foreach (var (mask, _) in masks[1..])
            union = union.Maximum(mask);
        return union;
    }

    /// <summary>Joins masks, whose axes are the first ones of the inputs.</summary>
    static Tensor JoinMasks(ReadOnlySpan<MaskedTensor> masks, int at)
    {
        var joined = Columns(masks[0].X, at);
        var size = masks[0].X.Shape[at];
        foreach (var (mask, _) in masks[1..])
        {
            joined = MoveOps.JoinColumns(joined, Columns(mask, at));
            size += mask.Shape[at];
        }
        return joined.Reshape(masks[0].X.Shape.With(at, size));
    }

    /// <summary>A mask with this many axes; 1 everywhere where there is none.</summary>
    static Tensor Mask(MaskedTensor x, int rank)
    {
        var shape = x.X.Shape[..rank];
        if (!x.Mask.HasValue)
        {
            var ones = Tensor.New(shape, x.X.DType);
            ones.Fill(1);
            return ones;
        }
        var mask = x.Mask.Cast(x.X.DType);
        while (mask.Rank < rank)
            mask = mask.ExpandDims();
        return mask.StretchTo(shape);
    }

    /// <inheritdoc/>
    protected internal override OutputRange? RangeFor(ReadOnlySpan<OutputRange?> inputs)
    {
        var all = inputs[0];
        foreach (var next in inputs[1..])
            all = (all, next) is ({ } x, { } y) ? x.Or(y) : null;
        return all;
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig()) { { "axis", axis } };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Concatenate FromConfig(Config config) =>
        Make(config, c => new Concatenate(c.Int("axis", -1), c.Name));
}
