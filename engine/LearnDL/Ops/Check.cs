namespace LearnDL.Tensors;

/// <summary>What every op asks before it computes. A failed check names the op and prints both shapes.</summary>
static class Check
{
    public static void SameShape(string op, Tensor x, Tensor y)
    {
        if (x.Body.Shape != y.Body.Shape)
            throw new ShapeException($"{op} needs two tensors of the same shape.", $"{x.Shape}", $"{y.Shape}",
                IsColumnOf(x.Shape, y.Shape) ? $"The first is a column. Make the second one, too: ExpandDims() makes {x.Shape} of {y.Shape}."
                : IsColumnOf(y.Shape, x.Shape) ? $"The second is a column. Make the first one, too: ExpandDims() makes {y.Shape} of {x.Shape}."
                : "Stretch one with AddRow, AddColumn and the like, or with the operators + - * /, which follow NumPy's broadcasting.");
    }

    /// <summary>(N, 1) beside (N): broadcast, they would make a table (N, N) that nobody wants.</summary>
    static bool IsColumnOf(Shape column, Shape x) => column.Rank == x.Rank + 1 && x.Rank > 0 && column[-1] == 1 && column.WithoutLast == x;

    public static void SameDType(string op, Tensor x, Tensor y)
    {
        if (x.Body.DType != y.Body.DType)
            throw new DTypeException($"{op} needs two tensors of the same type.", $"{x.DType}", $"{y.DType}", $"Convert one: y.Cast(DType.{x.DType}).");
    }

    public static void IsFloat(string op, Tensor x) => IsFloat(op, x.DType);

    public static DType IsFloat(string who, DType dtype) => dtype is DType.Float32 or DType.Float64 ? dtype :
        throw new DTypeException($"{who} computes with fractions.", "Float32 or Float64", $"{dtype}", "Convert it: x.Cast(DType.Float32).");

    public static void Rank(string op, Tensor x, int rank)
    {
        if (x.Body.Shape.Rank != rank)
            throw new ShapeException($"{op} needs a tensor of rank {rank}.", $"rank {rank}", $"shape {x.Shape}", "Reshape it; -1 lets Reshape find one size.");
    }

    /// <summary>The result given as <c>into</c> or <c>addTo</c>, if it fits, otherwise a new tensor.</summary>
    public static Tensor Result(string op, Tensor given, in Shape shape, DType dtype)
    {
        if (!given.HasValue)
            return Tensor.New(shape, dtype);
        if (given.Body.Shape != shape || given.Body.DType != dtype)
            throw new ShapeException($"The result of {op} does not fit the tensor it should go into.", $"{dtype} {shape}", $"{given.DType} {given.Shape}", "Give a tensor of the result's shape and type.");
        return given;
    }
}
