using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The products of two inputs summed over one axis of each, sample by sample: of two vectors, (N, K) and (N, K), their
/// dot product (N, 1); of (N, A, K) and (N, B, K) with axes 2, how well each of the A rows fits each of the B rows,
/// (N, A, B). With normalize the vectors are made of length 1 first, and the result is the cosine of their angle. As in
/// Keras 3; a mask ends here.
/// </summary>
public sealed class Dot : Merge
{
    readonly (int X, int Y) axes;
    readonly bool normalize;

    /// <param name="axes">The axis that is summed over, the same of both or one for each; not 0, the samples.</param>
    /// <param name="normalize">Whether the vectors along these axes are made of length 1 first; false by
    /// default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">An axis is that of the samples.</exception>
    public Dot(int axes, bool normalize = false, string? name = null) : this((axes, axes), normalize, name)
    {
    }

    /// <param name="axes">The axis of the first input and that of the second.</param>
    /// <param name="normalize">Whether the vectors along these axes are made of length 1 first; false by
    /// default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">An axis is that of the samples.</exception>
    public Dot((int X, int Y) axes, bool normalize = false, string? name = null)
    {
        (this.axes, this.normalize, Name) = (axes, normalize, name);
        if (axes.X == 0 || axes.Y == 0)
            throw new HyperparameterException($"{Called(nameof(Dot), name)} sums within a sample.",
                "axes other than 0, which counts the samples", $"{axes}", "Use 1, or -1 for the last axis.");
    }

    private protected override int? Takes => 2;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(ReadOnlySpan<Shape> inputShapes)
    {
        Shape x = inputShapes[0], y = inputShapes[1];
        if (x.Rank < 2 || y.Rank < 2)
            throw new ShapeException($"{this} needs an axis behind that of the samples.", "(batch, …, K)",
                Shapes(inputShapes), "Give the samples more than one axis.");
        int a = x.AxisIndex(axes.X), b = y.AxisIndex(axes.Y);
        if (x[a] != y[b] && x[a] != Shape.Unknown && y[b] != Shape.Unknown)
            throw new ShapeException($"{this} sums over axis {a} of the first input and axis {b} of the second.",
                "the same size at both", $"{x[a]} and {y[b]}, of {Shapes(inputShapes)}",
                "Choose other axes, or bring both to one size with a Dense layer.");
        var result = Without(x, a).Concat(Without(y, b)[1..]);
        return result.Rank == 1 ? result.Concat([1]) : result;
    }

    static Shape Without(Shape shape, int axis) => shape[..axis].Concat(shape[(axis + 1)..]);

    /// <inheritdoc/>
    protected internal override Tensor Forward(ReadOnlySpan<MaskedTensor> x)
    {
        Tensor a = Rows(x[0].X, axes.X), b = Rows(x[1].X, axes.Y);      // (N, A, K), (N, B, K)
        if (normalize)
            (a, b) = (a.DivideColumn(Length(a)), b.DivideColumn(Length(b)));
        var y = Products(a, b);                                         // y[n] = a[n]·b[n]ᵀ    (N, A, B)
        return y.Reshape(ComputeOutputShape([x[0].X.Shape, x[1].X.Shape]));
    }

    /// <inheritdoc/>
    protected internal override void Backward(Tensor dy, ReadOnlySpan<MaskedTensor> x, Span<Tensor> dx)
    {
        Tensor a = Rows(x[0].X, axes.X), b = Rows(x[1].X, axes.Y);
        Tensor lengthA = default, lengthB = default;
        if (normalize)
        {
            (lengthA, lengthB) = (Length(a), Length(b));
            (a, b) = (a.DivideColumn(lengthA), b.DivideColumn(lengthB));
        }
        dy = dy.Reshape(a.Shape[0], a.Shape[1], b.Shape[1]);
        var da = Products(dy, b.Transpose(0, 2, 1));                    // da[n] = dy[n]·b[n]
        var db = Products(dy.Transpose(0, 2, 1), a.Transpose(0, 2, 1)); // db[n] = dy[n]ᵀ·a[n]
        if (normalize)
            (da, db) = (Along(da, a, lengthA), Along(db, b, lengthB));
        dx[0] = Unrows(da, x[0].X.Shape, axes.X);
        dx[1] = Unrows(db, x[1].X.Shape, axes.Y);
    }

    /// <summary>max(‖x‖, ε) of every row, ε = 1e-7.</summary>
    static Tensor Length(Tensor x)
    {
        var length = x.Square().Sum(-1).Sqrt();
        return length.Maximum(Tensor.Full(length.Shape, Settings.Epsilon, length.DType));
    }

    /// <summary>
    /// The gradient before a row was divided by its length: of d only what stands across the row u counts,
    /// (d − u Σ d∘u) / ‖x‖. A row shorter than ε has d / ε.
    /// </summary>
    static Tensor Along(Tensor d, Tensor u, Tensor length)
    {
        var along = d.Multiply(u).Sum(-1).Multiply(length.Shift(-Settings.Epsilon).Positive());
        return d.Subtract(u.MultiplyColumn(along)).DivideColumn(length);
    }

    /// <summary>The axis last, and all others but that of the samples in one: (N, A, K).</summary>
    static Tensor Rows(Tensor x, int axis)
    {
        axis = x.Shape.AxisIndex(axis);
        Span<int> order = stackalloc int[x.Rank]; // all axes in their order, but this one last
        for (var i = 0; i < x.Rank; i++)
            order[i] = i < axis ? i : i < x.Rank - 1 ? i + 1 : axis;
        var (N, K) = (x.Shape[0], x.Shape[axis]);
        return (axis == x.Rank - 1 ? x : x.Transpose(order)).Reshape(N, -1, K);
    }

    /// <summary>Back from (N, A, K).</summary>
    static Tensor Unrows(Tensor rows, Shape shape, int axis)
    {
        axis = shape.AxisIndex(axis);
        Span<int> order = stackalloc int[shape.Rank]; // the last axis back to its place
        for (var i = 0; i < shape.Rank; i++)
            order[i] = i < axis ? i : i == axis ? shape.Rank - 1 : i - 1;
        rows = rows.Reshape(Without(shape, axis).Concat([shape[axis]]));
        return axis == shape.Rank - 1 ? rows : rows.Transpose(order);
    }

    /// <summary>x[n]·y[n]ᵀ of every sample.</summary>
    static Tensor Products(Tensor x, Tensor y)
    {
        var (N, A, B) = (x.Shape[0], x.Shape[1], y.Shape[1]);
        if (A == 1 && B == 1) // two vectors
            return x.Multiply(y).Sum(-1).Reshape(N, 1, 1);
        var products = Tensor.New([N, A, B], x.DType);
        for (var n = 0; n < N; n++)
            products[n].CopyFrom(x[n].DotTransposed(y[n]));
        return products;
    }

    /// <inheritdoc/>
    protected internal override Tensor OutputMask(ReadOnlySpan<MaskedTensor> x, Shape outputShape) => default;

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "axes", (int[])[axes.X, axes.Y] }, { "normalize", normalize },
    };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Dot FromConfig(Config config) =>
        Make(config, c => new Dot(c.Pair("axes"), c.Bool("normalize", false), c.Name));
}
