using LearnDL.Backends;

namespace LearnDL.Tensors;

/// <summary>
/// Ops that stretch the second tensor over the first. Their names say how: a row is repeated for every row, a column for every column.
/// The tensor x counts as a matrix: its last axis makes the columns, all other axes together the rows.
/// </summary>
public static class BroadcastOps
{
    /// <summary>x (…, U) + row (U): the row is added to every row of x.</summary>
    public static Tensor AddRow(this Tensor x, Tensor row, Tensor into = default) => Row(BinaryOp.Add, nameof(AddRow), x, row, into);

    /// <summary>x (…, U) − row (U)</summary>
    public static Tensor SubtractRow(this Tensor x, Tensor row, Tensor into = default) => Row(BinaryOp.Subtract, nameof(SubtractRow), x, row, into);

    /// <summary>x (…, U) ∘ row (U)</summary>
    public static Tensor MultiplyRow(this Tensor x, Tensor row, Tensor into = default) => Row(BinaryOp.Multiply, nameof(MultiplyRow), x, row, into);

    /// <summary>x (…, U) / row (U)</summary>
    public static Tensor DivideRow(this Tensor x, Tensor row, Tensor into = default) => Row(BinaryOp.Divide, nameof(DivideRow), x, row, into);

    /// <summary>x (…, U) ∘ scale (U) + shift (U), in one pass</summary>
    public static Tensor AffineRow(this Tensor x, Tensor scale, Tensor shift, Tensor into = default) => CombineRow(nameof(AffineRow), scale, x, default, default, shift, into);

    /// <summary>a (U) ∘ x (…, U) + b (U) ∘ y (…, U) + c (U), in one pass</summary>
    public static Tensor CombineRow(this Tensor x, Tensor a, Tensor y, Tensor b, Tensor c, Tensor into = default)
    {
        Check.SameShape(nameof(CombineRow), x, y);
        Check.SameDType(nameof(CombineRow), x, y);
        return CombineRow(nameof(CombineRow), a, x, b, y, c, into);
    }

    static Tensor CombineRow(string name, Tensor a, Tensor x, Tensor b, Tensor y, Tensor c, Tensor into)
    {
        Check.IsFloat(name, x);
        foreach (var row in (ReadOnlySpan<Tensor>)[a, y.HasValue ? b : a, c])
        {
            IsRow(name, x, row);
            Check.SameDType(name, x, row);
        }
        var result = Check.Result(name, into, x.Shape, x.DType);
        Backend.Current.CombineRow(a, x, b, y, c, result);
        return result;
    }

    /// <summary>x (…, U) + column (…): to every row its own number.</summary>
    public static Tensor AddColumn(this Tensor x, Tensor column, Tensor into = default) => Column(BinaryOp.Add, nameof(AddColumn), x, column, into);

    /// <summary>x (…, U) − column (…)</summary>
    public static Tensor SubtractColumn(this Tensor x, Tensor column, Tensor into = default) => Column(BinaryOp.Subtract, nameof(SubtractColumn), x, column, into);

    /// <summary>x (…, U) ∘ column (…)</summary>
    public static Tensor MultiplyColumn(this Tensor x, Tensor column, Tensor into = default) => Column(BinaryOp.Multiply, nameof(MultiplyColumn), x, column, into);

    /// <summary>x (…, U) / column (…)</summary>
    public static Tensor DivideColumn(this Tensor x, Tensor column, Tensor into = default) => Column(BinaryOp.Divide, nameof(DivideColumn), x, column, into);

    /// <summary>x repeated along the axes where it has size 1, up to the given shape; x itself if it has the shape already.</summary>
    public static Tensor StretchTo(this Tensor x, Shape shape)
    {
        if (x.Body.Shape == shape)
            return x;
        if (Broadcast.Shapes(x.Shape, shape) != shape)
            throw new ShapeException($"StretchTo cannot make {shape} of {x.Shape}.", "sizes that are equal or 1", $"{x.Shape}", "A tensor is stretched only where it has size 1.");
        return Apply(BinaryOp.Add, nameof(StretchTo), x, Tensor.Zeros([1], x.DType), shape, default);
    }

    static Tensor Row(BinaryOp op, string name, Tensor x, Tensor row, Tensor into)
    {
        IsRow(name, x, row);
        return Apply(op, name, x, row, x.Shape, into);
    }

    static void IsRow(string name, Tensor x, Tensor row)
    {
        if (row.Body.Shape.Rank != 1 || x.Body.Shape.Rank == 0 || row.Size != x.Body.Shape[-1])
            throw new ShapeException($"{name} stretches one row over the rows of x.", $"x (…, U) and a row (U), here x {x.Shape}", $"{row.Shape}", "Give as many numbers as x has columns.");
    }

    static Tensor Column(BinaryOp op, string name, Tensor x, Tensor column, Tensor into)
    {
        if (x.Body.Shape.Rank == 0 || column.Body.Shape != x.Body.Shape.WithoutLast)
            throw new ShapeException($"{name} gives every row of x its own number.", $"x (…, U) and a column (…), here x {x.Shape}", $"{column.Shape}", "Give as many numbers as x has rows; Reshape drops an axis of size 1.");
        return Apply(op, name, x, column.Reshape(column.Shape.Concat([1])), x.Shape, into);
    }

    /// <summary>
    /// NumPy's rule, for the operators + - * /: shapes are aligned at their last axes, and a size of 1, or a missing axis, is stretched.
    /// Types are aligned too: to the wider one, and a quotient is never of whole numbers.
    /// </summary>
    internal static Tensor NumPy(BinaryOp op, Tensor x, Tensor y)
    {
        var dtype = Wider(x.DType, y.DType);
        if (dtype == DType.UInt8 || (op == BinaryOp.Divide && dtype == DType.Int32))
            dtype = op == BinaryOp.Divide ? DType.Float32 : DType.Int32;
        return Apply(op, op.ToString(), x.Cast(dtype), y.Cast(dtype), Broadcast.Shapes(x.Shape, y.Shape), default);
    }

    internal static Tensor Apply(BinaryOp op, string name, Tensor x, Tensor y, Shape shape, Tensor into)
    {
        Check.SameDType(name, x, y);
        var result = Check.Result(name, into, shape, x.DType);
        if (result.DType == DType.UInt8)
            throw new DTypeException($"{name} does not compute with UInt8, which overflows at 255.", "Float32, Float64 or Int32", "UInt8", "Convert it: x.Cast(DType.Float32).");
        Backend.Current.Binary(op, x, y, result);
        return result;
    }

    static DType Wider(DType x, DType y) =>
        x == y ? x :
        x == DType.Float64 || y == DType.Float64 ? DType.Float64 :
        x == DType.Float32 || y == DType.Float32 ? DType.Float32 : DType.Int32;
}
