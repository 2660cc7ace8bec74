using LearnDL.Backends;

namespace LearnDL.Tensors;

/// <summary>
/// Ops that make one number of many. Sums and means are taken in Float64 and rounded once, so they stay true
/// over millions of rows (Keras sums in Float32). They run in one fixed order, whatever the SIMD width and
/// the number of threads, so that a sum has the same bits everywhere. Sums of whole numbers are exact, or an
/// error where they do not fit into Int32.
/// </summary>
public static class ReduceOps
{
    /// <summary>Σ of all elements, rank 0.</summary>
    public static Tensor Sum(this Tensor x) => All(Reduction.Sum, x);

    /// <summary>The mean of all elements, rank 0; NaN where there are none.</summary>
    public static Tensor Mean(this Tensor x)
    {
        Check.IsFloat(nameof(Mean), x);
        return All(Reduction.Mean, x);
    }

    /// <summary>The largest element, rank 0.</summary>
    public static Tensor Max(this Tensor x) => All(Reduction.Max, x);

    /// <summary>The smallest element, rank 0.</summary>
    public static Tensor Min(this Tensor x) => All(Reduction.Min, x);

    /// <summary>Σ along one axis, which goes: (N, U) gives (U) for axis 0 and (N) for axis 1 or -1.</summary>
    public static Tensor Sum(this Tensor x, int axis) => Along(Reduction.Sum, x, axis, default);

    /// <summary>The mean along one axis, which goes.</summary>
    public static Tensor Mean(this Tensor x, int axis)
    {
        Check.IsFloat(nameof(Mean), x);
        return Along(Reduction.Mean, x, axis, default);
    }

    /// <summary>The standard deviation along one axis, which goes: √ of the mean of (x − mean)², as in NumPy.</summary>
    public static Tensor Std(this Tensor x, int axis)
    {
        var at = x.Shape.AxisIndex(axis);
        return (x - x.Mean(at).ExpandDims(at)).Square().Mean(at).Sqrt();
    }

    /// <summary>The largest along one axis, which goes.</summary>
    public static Tensor Max(this Tensor x, int axis) => Along(Reduction.Max, x, axis, default);

    /// <summary>The smallest along one axis, which goes.</summary>
    public static Tensor Min(this Tensor x, int axis) => Along(Reduction.Min, x, axis, default);

    /// <summary>Σ over all rows: (…, U) gives (U). The gradient of a bias: db = Σ dz.</summary>
    public static Tensor SumRows(this Tensor x, Tensor addTo = default)
    {
        if (x.Body.Shape.Rank < 2)
            Check.Rank(nameof(SumRows), x, 2);
        return Along(Reduction.Sum, x.Rank == 2 ? x : x.Reshape(-1, x.Shape[-1]), 0, addTo);
    }

    /// <summary>Σ over all rows of x∘y: (…, U) and (…, U) give (U), without keeping the products.</summary>
    public static Tensor SumRowProducts(this Tensor x, Tensor y, Tensor addTo = default)
    {
        Check.IsFloat(nameof(SumRowProducts), x);
        Check.SameShape(nameof(SumRowProducts), x, y);
        Check.SameDType(nameof(SumRowProducts), x, y);
        if (x.Body.Shape.Rank < 2)
            Check.Rank(nameof(SumRowProducts), x, 2);
        var result = Check.Result(nameof(SumRowProducts), addTo, x.Shape[^1..], x.DType);
        Backend.Current.SumProducts(x, y, result, accumulate: addTo.HasValue);
        return result;
    }

    /// <summary>
    /// The moments of every column, over all rows of x (…, C): μ = Σx/M and the variance Σ(x − μ)²/M, both (C). The
    /// deviations are taken from a μ that is not yet rounded, so a column far from 0 keeps the digits of its variance.
    /// </summary>
    public static (Tensor Mean, Tensor Variance) Moments(this Tensor x)
    {
        Check.IsFloat(nameof(Moments), x);
        if (x.Body.Shape.Rank < 2)
            Check.Rank(nameof(Moments), x, 2);
        Tensor mean = Tensor.New(x.Shape[^1..], x.DType), variance = Tensor.New(x.Shape[^1..], x.DType);
        Backend.Current.Moments(x.Rank == 2 ? x : x.Reshape(-1, x.Shape[-1]), mean, variance);
        return (mean, variance);
    }

    /// <summary>
    /// The position of the largest element along an axis, Int32; the first one of equals. NaN is never
    /// the largest, unless it comes first.
    /// </summary>
    public static Tensor ArgMax(this Tensor x, int axis = -1)
    {
        axis = x.Shape.AxisIndex(axis);
        NotEmpty(nameof(ArgMax), x, axis);
        var result = Tensor.New(x.Shape[..axis].Concat(x.Shape[(axis + 1)..]), DType.Int32);
        Backend.Current.ArgMax(x, axis, result);
        return result;
    }

    static Tensor All(Reduction op, Tensor x) => Along(op, x.Reshape(-1), 0, default);

    static Tensor Along(Reduction op, Tensor x, int axis, Tensor addTo)
    {
        axis = x.Body.Shape.AxisIndex(axis);
        if (op is Reduction.Max or Reduction.Min)
            NotEmpty(NameOf(op), x, axis);
        var shape = axis == 0 ? x.Shape[1..] : axis == x.Rank - 1 ? x.Shape.WithoutLast
            : x.Shape[..axis].Concat(x.Shape[(axis + 1)..]);
        var result = Check.Result(NameOf(op), addTo, shape, x.DType == DType.UInt8 ? DType.Int32 : x.DType);
        Backend.Current.Reduce(op, x, axis, result, accumulate: addTo.HasValue);
        return result;
    }

    /// <summary>
    /// The op's name as a constant: ToString of an enum allocates, and gradients are summed in every step.
    /// </summary>
    static string NameOf(Reduction op) => op switch
    {
        Reduction.Sum => nameof(Sum),
        Reduction.Mean => nameof(Mean),
        Reduction.Max => nameof(Max),
        _ => nameof(Min),
    };

    static void NotEmpty(string op, Tensor x, int axis)
    {
        if (x.Shape[axis] == 0)
            throw new ShapeException($"{op} of nothing is not defined.", "at least one element along the axis",
                $"shape {x.Shape}, axis {axis}", "Check the filter that left nothing.");
    }
}
