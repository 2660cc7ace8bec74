using LearnDL.Backends;
using LearnDL.Numbers;

namespace LearnDL.Tensors;

/// <summary>
/// Ops that stretch the second tensor over the first. Their names say how: a row is repeated for every
/// row, a column for every column. The tensor x counts as a matrix: its last axis makes the columns, all
/// other axes together the rows. The result may be x itself, but must not overlap the row or column that is stretched.
/// </summary>
public static class BroadcastOps
{
    /// <summary>x (…, U) + row (U): the row is added to every row of x.</summary>
    public static Tensor AddRow(this Tensor x, Tensor row, Tensor into = default) =>
        Row<Add>(nameof(AddRow), x, row, into);

    /// <summary>x (…, U) − row (U)</summary>
    public static Tensor SubtractRow(this Tensor x, Tensor row, Tensor into = default) =>
        Row<Subtract>(nameof(SubtractRow), x, row, into);

    /// <summary>x (…, U) ∘ row (U)</summary>
    public static Tensor MultiplyRow(this Tensor x, Tensor row, Tensor into = default) =>
        Row<Multiply>(nameof(MultiplyRow), x, row, into);

    /// <summary>x (…, U) / row (U)</summary>
    public static Tensor DivideRow(this Tensor x, Tensor row, Tensor into = default) =>
        Row<Divide>(nameof(DivideRow), x, row, into);

    /// <summary>x (…, U) ∘ scale (U) + shift (U), in one pass</summary>
    public static Tensor AffineRow(this Tensor x, Tensor scale, Tensor shift, Tensor into = default)
    {
        CheckRows(nameof(AffineRow), x, scale, shift);
        var result = Check.Result(nameof(AffineRow), into, x.Shape, x.DType);
        return Formula.Of<MultiplyAdd>(x, Operand.Row(scale), Operand.Row(shift), result);
    }

    /// <summary>a (U) ∘ x (…, U) + b (U) ∘ y (…, U) + c (U), in one pass</summary>
    public static Tensor CombineRow(this Tensor x, Tensor a, Tensor y, Tensor b, Tensor c, Tensor into = default)
    {
        Check.SameShape(nameof(CombineRow), x, y);
        Check.SameDType(nameof(CombineRow), x, y);
        CheckRows(nameof(CombineRow), x, a, b, c);
        var result = Check.Result(nameof(CombineRow), into, x.Shape, x.DType);
        Formula.Run(default(CombineRow), result, x, Operand.Row(a), y, Operand.Row(b), Operand.Row(c), result);
        return result;
    }

    static void CheckRows(string name, Tensor x, params ReadOnlySpan<Tensor> rows)
    {
        Check.IsFloat(name, x);
        foreach (var row in rows)
        {
            IsRow(name, x, row);
            Check.SameDType(name, x, row);
        }
    }

    /// <summary>x (…, U) + column (…): to every row its own number.</summary>
    public static Tensor AddColumn(this Tensor x, Tensor column, Tensor into = default) =>
        Column<Add>(nameof(AddColumn), x, column, into);

    /// <summary>x (…, U) − column (…)</summary>
    public static Tensor SubtractColumn(this Tensor x, Tensor column, Tensor into = default) =>
        Column<Subtract>(nameof(SubtractColumn), x, column, into);

    /// <summary>x (…, U) ∘ column (…)</summary>
    public static Tensor MultiplyColumn(this Tensor x, Tensor column, Tensor into = default) =>
        Column<Multiply>(nameof(MultiplyColumn), x, column, into);

    /// <summary>x (…, U) / column (…)</summary>
    public static Tensor DivideColumn(this Tensor x, Tensor column, Tensor into = default) =>
        Column<Divide>(nameof(DivideColumn), x, column, into);

    /// <summary>
    /// x repeated along the axes where it has size 1, up to the given shape; x itself if it has the shape already.
    /// </summary>
    public static Tensor StretchTo(this Tensor x, Shape shape)
    {
        if (x.Body.Shape == shape)
            return x;
        if (Broadcast.Shapes(x.Shape, shape) != shape)
            throw new ShapeException($"StretchTo cannot make {shape} of {x.Shape}.",
                "sizes that are equal or 1", $"{x.Shape}", "A tensor is stretched only where it has size 1.");
        return Apply<First>(nameof(StretchTo), x, x, shape, default);
    }

    /// <summary>
    /// x added up along the axes where the shape has size 1: the gradient of <see cref="StretchTo"/>. x itself if it
    /// has the shape already.
    /// </summary>
    /// <exception cref="ShapeException">A size differs and is not 1.</exception>
    public static Tensor SumTo(this Tensor x, Shape shape)
    {
        if (x.Body.Shape == shape)
            return x;
        if (x.Rank != shape.Rank || Broadcast.Shapes(x.Shape, shape) != x.Shape)
            throw new ShapeException($"SumTo cannot make {shape} of {x.Shape}.", "sizes that are equal or 1",
                $"{shape}", "Numbers are added up only along axes that become 1.");
        for (var axis = 0; axis < shape.Rank; axis++)
            if (x.Shape[axis] != shape[axis])
                x = x.Sum(axis).ExpandDims(axis);
        return x;
    }

    static Tensor Row<F>(string name, Tensor x, Tensor row, Tensor into) where F : struct, IFunction2
    {
        IsRow(name, x, row);
        Check.SameDType(name, x, row);
        if (typeof(F) == typeof(Divide))
            Check.IsFloat(name, x);
        return x.IsFloat ? Formula.Of<F>(x, Operand.Row(row), Check.Result(name, into, x.Body.Shape, x.Body.DType))
            : Apply<F>(name, x, row, x.Shape, into);
    }

    static void IsRow(string name, Tensor x, Tensor row)
    {
        if (row.Body.Shape.Rank != 1 || x.Body.Shape.Rank == 0 || row.Size != x.Body.Shape[-1])
            throw new ShapeException($"{name} stretches one row over the rows of x.",
                $"x (…, U) and a row (U), here x {x.Shape}", $"{row.Shape}", "Give as many numbers as x has columns.");
    }

    static Tensor Column<F>(string name, Tensor x, Tensor column, Tensor into) where F : struct, IFunction2
    {
        if (x.Body.Shape.Rank == 0 || column.Body.Shape != x.Body.Shape.WithoutLast)
            throw new ShapeException($"{name} gives every row of x its own number.",
                $"x (…, U) and a column (…), here x {x.Shape}", $"{column.Shape}",
                "Give as many numbers as x has rows; Reshape drops an axis of size 1.");
        Check.SameDType(name, x, column);
        if (typeof(F) == typeof(Divide))
            Check.IsFloat(name, x);
        return x.IsFloat
            ? Formula.Of<F>(x, Operand.Column(column), Check.Result(name, into, x.Body.Shape, x.Body.DType))
            : Apply<F>(name, x, column.Reshape(column.Shape.Concat([1])), x.Shape, into);
    }

    /// <summary>
    /// NumPy's rule, for the operators + - * /: shapes are aligned at their last axes, and a size of 1, or a missing
    /// axis, is stretched. Types are aligned too: to the wider one, and a quotient is never of whole numbers.
    /// </summary>
    internal static Tensor NumPy<F>(Tensor x, Tensor y) where F : struct, IFunction2
    {
        var isQuotient = typeof(F) == typeof(Divide);
        var dtype = Wider(x.DType, y.DType);
        if (dtype == DType.UInt8 || (isQuotient && dtype == DType.Int32))
            dtype = isQuotient ? DType.Float32 : DType.Int32;
        return Apply<F>(typeof(F).Name, x.Cast(dtype), y.Cast(dtype), Broadcast.Shapes(x.Shape, y.Shape), default);
    }

    internal static Tensor Apply<F>(string name, Tensor x, Tensor y, Shape shape, Tensor into)
        where F : struct, IFunction2
    {
        Check.SameDType(name, x, y);
        var result = Check.Result(name, into, shape, x.DType);
        if (result.DType == DType.UInt8)
            throw new DTypeException($"{name} does not compute with UInt8, which overflows at 255.",
                "Float32, Float64 or Int32", "UInt8", "Convert it: x.Cast(DType.Float32).");
        if (result.DType == DType.Int32 && WholeNumbers.Computes<F>())
            WholeNumbers.Binary<F>(x, y, result);
        else if (x.Body.Shape == shape && y.Body.Shape == shape)
            Formula.Of<F>(x, y, result);
        else if (result.Size > 0)
            Stretch<F>(Backend.Current, x, y, result);
        return result;
    }

    /// <summary>Along the two innermost axes, once for every position of the others.</summary>
    internal static void Stretch<F>(IBackend backend, Tensor x, Tensor y, Tensor result) where F : struct, IFunction2
    {
        var walk = new Broadcast(x.Shape, y.Shape, result.Shape);
        var outer = walk.Sizes.Rank - 2;
        int columns = walk.Sizes[-1], rows = outer < 0 ? 1 : walk.Sizes[-2], blocks = result.Size / (rows * columns);
        Span<int> position = stackalloc int[Shape.MaxRank];
        int startX = 0, startY = 0;
        for (var block = 0; block < blocks; block++)
        {
            backend.Elementwise(default(Each2<F>), rows, columns,
            [
                Operand.Strided(x, startX, outer < 0 ? 0 : walk.StridesX[-2], walk.StridesX[-1]),
                Operand.Strided(y, startY, outer < 0 ? 0 : walk.StridesY[-2], walk.StridesY[-1]),
                Operand.Strided(result, block * rows * columns, columns, 1),
            ]);
            for (var axis = outer - 1; axis >= 0; axis--) // on to the next position, like a counter
            {
                startX += walk.StridesX[axis];
                startY += walk.StridesY[axis];
                if (++position[axis] < walk.Sizes[axis])
                    break;
                startX -= walk.StridesX[axis] * walk.Sizes[axis];
                startY -= walk.StridesY[axis] * walk.Sizes[axis];
                position[axis] = 0;
            }
        }
    }

    static DType Wider(DType x, DType y) =>
        x == y ? x :
        x == DType.Float64 || y == DType.Float64 ? DType.Float64 :
        x == DType.Float32 || y == DType.Float32 ? DType.Float32 : DType.Int32;
}
