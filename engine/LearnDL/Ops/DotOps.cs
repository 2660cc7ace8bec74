using LearnDL.Backends;

namespace LearnDL.Tensors;

/// <summary>
/// The matrix product and its two transposed forms: with them the backward pass need not copy a matrix to transpose it.
/// <c>addTo</c> adds the product to an existing tensor instead of making a new one: gradients accumulate that way.
/// </summary>
public static class DotOps
{
    /// <summary>
    /// x·y. A matrix (N, D) and a matrix (D, U) give (N, U): every row of x with every column of y.
    /// x may have more axes, (…, D), which are kept. A vector y (D) gives (…), and two vectors give a single number.
    /// </summary>
    public static Tensor Dot(this Tensor x, Tensor y, Tensor addTo = default)
    {
        if (x.Shape.Rank == 0 || y.Shape.Rank is 0 or > 2 || x.Shape[-1] != y.Shape[0])
            throw Misfit(nameof(Dot), "x (…, D) and y (D, U) or (D)", x, y);
        var shape = y.Rank == 2 ? x.Shape.With(-1, y.Shape[1]) : x.Shape.WithoutLast;
        var (m, k, n) = (RowsOf(x), y.Shape[0], y.Rank == 2 ? y.Shape[1] : 1);
        return Product(nameof(Dot), x, y, new ProductSize(m, n, k, TransposeX: false, TransposeY: false), shape, addTo);
    }

    /// <summary>
    /// xᵀ·y: (…, D) and (…, U) give (D, U), summed over all rows. The gradient of a weight: dW = xᵀ·dz.
    /// </summary>
    public static Tensor TransposedDot(this Tensor x, Tensor y, Tensor addTo = default)
    {
        if (x.Shape.Rank < 2 || y.Shape.Rank < 2 || x.Shape.WithoutLast != y.Shape.WithoutLast)
            throw Misfit(nameof(TransposedDot), "x (…, D) and y (…, U) with the same rows", x, y);
        var (m, k, n) = (x.Shape[-1], RowsOf(x), y.Shape[-1]);
        return Product(nameof(TransposedDot), x, y, new ProductSize(m, n, k, TransposeX: true, TransposeY: false),
            [m, n], addTo);
    }

    /// <summary>x·yᵀ: (…, U) and (D, U) give (…, D). The gradient of an input: dx = dz·Wᵀ.</summary>
    public static Tensor DotTransposed(this Tensor x, Tensor y, Tensor addTo = default)
    {
        if (x.Shape.Rank == 0 || y.Shape.Rank != 2 || x.Shape[-1] != y.Shape[1])
            throw Misfit(nameof(DotTransposed), "x (…, U) and y (D, U)", x, y);
        var (m, k, n) = (RowsOf(x), y.Shape[1], y.Shape[0]);
        return Product(nameof(DotTransposed), x, y, new ProductSize(m, n, k, TransposeX: false, TransposeY: true),
            x.Shape.With(-1, n), addTo);
    }

    /// <summary>The product itself is the backend's: m rows, n columns, sums of k products.</summary>
    static Tensor Product(string op, Tensor x, Tensor y, ProductSize size, in Shape shape, Tensor addTo)
    {
        Check.SameDType(op, x, y);
        if (x.DType == DType.UInt8)
            Check.IsFloat(op, x);
        var result = Check.Result(op, addTo, shape, x.DType);
        Backend.Current.Dot(x, y, size, result, accumulate: addTo.HasValue);
        return result;
    }

    static int RowsOf(Tensor x)
    {
        var rows = 1;
        for (var axis = 0; axis < x.Rank - 1; axis++)
            rows *= x.Shape[axis];
        return rows;
    }

    static ShapeException Misfit(string op, string expected, Tensor x, Tensor y) =>
        new($"The shapes do not fit for {op}.", expected, $"{x.Shape} and {y.Shape}",
            "The sizes that are summed over must agree; Transpose or Reshape one of them.");
}
