using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The base of the layers that merge tensors number by number: <see cref="Add"/>, <see cref="Multiply"/> and others. As
/// in Keras 3, an axis of size 1 is stretched to the others' size, and a tensor with fewer axes gets axes of size 1
/// behind the batch axis. A time step of the output is padding where it is padding in all inputs.
/// </summary>
public abstract class ElementwiseMerge : Merge
{
    private protected ElementwiseMerge(string? name) => Name = name;

    /// <summary>The output of inputs that have one shape.</summary>
    private protected abstract Tensor Combine(ReadOnlySpan<MaskedTensor> x);

    /// <summary>The gradients of inputs that have one shape.</summary>
    private protected abstract void CombineBack(Tensor dy, ReadOnlySpan<MaskedTensor> x, Span<Tensor> dx);

    /// <inheritdoc/>
    public sealed override Shape ComputeOutputShape(ReadOnlySpan<Shape> inputShapes)
    {
        var result = inputShapes[0];
        foreach (var shape in inputShapes[1..])
        {
            var rank = Math.Max(result.Rank, shape.Rank);
            Shape x = Raised(result, rank), y = Raised(shape, rank);
            for (var axis = 0; axis < rank; axis++)
                if (x[axis] == 1 || (x[axis] < 0 && y[axis] > 1))
                    x = x.With(axis, y[axis]);
                else if (y[axis] > 1 && x[axis] != y[axis])
                    throw new ShapeException($"{this} merges number by number, and these shapes differ.",
                        "equal sizes at every axis, or a 1, which is stretched", Shapes(inputShapes),
                        "Give both branches the same size, a Dense layer with as many units for instance; "
                            + "or join them side by side: Concatenate().");
            result = x;
        }
        return result;
    }

    /// <summary>(N, D) to (N, 1, D): axes of size 1 behind the first, up to a rank.</summary>
    static Shape Raised(Shape shape, int rank)
    {
        var ones = shape[..1];
        while (ones.Rank + shape.Rank - 1 < rank)
            ones = ones.Concat([1]);
        return ones.Concat(shape[1..]);
    }

    /// <inheritdoc/>
    protected internal sealed override Tensor Forward(ReadOnlySpan<MaskedTensor> x) => Combine(Stretched(x));

    /// <inheritdoc/>
    protected internal sealed override void Backward(Tensor dy, ReadOnlySpan<MaskedTensor> x, Span<Tensor> dx)
    {
        CombineBack(dy, Stretched(x), dx);
        for (var i = 0; i < dx.Length; i++) // what was stretched gets the sum over all its copies
            dx[i] = dx[i].SumTo(Raised(x[i].X.Shape, dy.Rank)).Reshape(x[i].X.Shape);
    }

    /// <summary>The inputs and their masks in the shape of the output; themselves where they have it.</summary>
    ReadOnlySpan<MaskedTensor> Stretched(ReadOnlySpan<MaskedTensor> x)
    {
        var areSame = true;
        foreach (var one in x)
            areSame &= one.X.Shape == x[0].X.Shape && !one.Mask.HasValue;
        if (areSame)
            return x;
        var shape = OutputShape(x);
        var stretched = Arena.NewArray<MaskedTensor>(x.Length).AsSpan(0, x.Length);
        for (var i = 0; i < x.Length; i++)
        {
            var mask = x[i].Mask.HasValue ? StepMask.Stretch(this, x[i].Mask, x[i].X) : default;
            stretched[i] = new MaskedTensor(ToShape(x[i].X, shape), mask.HasValue ? ToShape(mask, shape) : default);
        }
        return stretched;
    }

    Shape OutputShape(ReadOnlySpan<MaskedTensor> x)
    {
        Span<Shape> shapes = stackalloc Shape[x.Length];
        for (var i = 0; i < x.Length; i++)
            shapes[i] = x[i].X.Shape;
        return ComputeOutputShape(shapes);
    }

    static Tensor ToShape(Tensor x, Shape shape) =>
        x.Shape == shape ? x : x.Reshape(Raised(x.Shape, shape.Rank)).StretchTo(shape);

    /// <summary>m = m1 or m2 or …; none where an input has none, as all its time steps are real.</summary>
    protected internal sealed override Tensor OutputMask(ReadOnlySpan<MaskedTensor> x, Shape outputShape)
    {
        var rank = 0;
        foreach (var (input, mask) in x)
        {
            if (!mask.HasValue)
                return default;
            rank = Math.Max(rank, outputShape.Rank - input.Rank + mask.Rank);
        }
        var union = default(Tensor);
        foreach (var (input, mask) in x)
        {
            var more = ToShape(mask.Cast(input.DType), outputShape[..(outputShape.Rank - input.Rank + mask.Rank)]);
            while (more.Rank < rank)
                more = more.ExpandDims();
            more = more.StretchTo(outputShape[..rank]);
            union = union.HasValue ? union.Maximum(more) : more;
        }
        return union;
    }
}
