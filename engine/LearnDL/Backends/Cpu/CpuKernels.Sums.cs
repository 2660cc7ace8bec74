using LearnDL.Numbers;
using LearnDL.Tensors;

namespace LearnDL.Backends.Cpu;

// Sums over rows or columns, and the largest and smallest. Sums are taken in Float64 and rounded once.
sealed partial class CpuKernels<T>
{
    public override void Reduce(Reduction op, Tensor x, int axis, Tensor result, bool accumulate)
    {
        int outer = x.Shape[..axis].Size, length = x.Shape[axis], inner = x.Shape[(axis + 1)..].Size;
        ReadOnlySpan<T> from = x.AsSpan<T>();
        switch (op)
        {
            case Reduction.Max: Extremes.Run<T, Maximum>(from, outer, length, inner, result.AsSpan<T>()); return;
            case Reduction.Min: Extremes.Run<T, Minimum>(from, outer, length, inner, result.AsSpan<T>()); return;
        }
        var end = op == Reduction.Mean ? new SumEnd(length) : new SumEnd(Accumulate: accumulate);
        if (outer == 1 && inner > 1)
            SumColumns<NumberTerm<T>, T>(default, x, default, length, inner, result, end);
        else
            Sums.Run(from, outer, length, inner, result.AsSpan<T>(), end);
    }

    public override void SumProducts(Tensor x, Tensor y, Tensor result, bool accumulate)
    {
        var (rows, columns) = (x.Size / Math.Max(1, result.Size), result.Size);
        SumColumns<ProductTerm<T>, T>(
            default, x, y, rows, columns, result, new SumEnd(Accumulate: accumulate));
    }

    [ThreadStatic]
    static double[]? meansOfThisThread;

    public override void Moments(Tensor x, Tensor mean, Tensor variance)
    {
        var (rows, columns) = (x.Shape[0], x.Shape[1]);
        var means = ArraySlice<double>.Scratch(ref meansOfThisThread, columns);
        var end = new SumEnd(rows);
        var deviations = new DeviationTerm<T>(means, default);
        SumColumns<NumberTerm<T>, double>(default, x, default, rows, columns, new(means, 0), end);
        SumColumns<DeviationTerm<T>, T>(deviations, x, default, rows, columns, variance, end);
        var rounded = mean.AsSpan<T>();
        for (var j = 0; j < columns; j++)
            rounded[j] = T.CreateTruncating(means[j]);
    }

    /// <summary>result[j] = Σᵣ of the terms of x[r, j], or of x[r, j] and y[r, j].</summary>
    void SumColumns<TTerm, TResult>(
        TTerm terms, Tensor x, Tensor y, int rows, int columns, ArraySlice<TResult> result, SumEnd end)
        where TTerm : struct, ITerm<T, TTerm> where TResult : unmanaged =>
        new ColumnWork<T, TTerm, TResult>(terms, x, y, rows, columns, result, end)
            .Run(Threads);

    public override void ScatterAdd(Tensor x, ReadOnlySpan<int> rows, Tensor result) =>
        ScatterSums.Run(x.AsSpan<T>(), rows, result.Shape[0], result.AsSpan<T>());
}
