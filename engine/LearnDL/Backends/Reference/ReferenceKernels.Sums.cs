using LearnDL.Tensors;

namespace LearnDL.Backends.Reference;

// Sums and means are taken in Float64 and rounded once.
sealed partial class ReferenceKernels<T>
{
    /// <summary>result[o, i] = reduction over r of x[o, r, i], or for a sum result + it.</summary>
    public override void Reduce(Reduction op, Tensor x, int axis, Tensor result, bool accumulate)
    {
        Span<T> from = x.AsSpan<T>(), to = result.AsSpan<T>();
        int length = x.Shape[axis], inner = x.Shape[(axis + 1)..].Size;
        for (var i = 0; i < to.Length; i++)
        {
            var start = i / inner * length * inner + i % inner;
            to[i] = op switch
            {
                Reduction.Sum => T.CreateTruncating(
                    Sum(from, start, length, inner) + (accumulate ? double.CreateTruncating(to[i]) : 0)),
                Reduction.Mean => T.CreateTruncating(Sum(from, start, length, inner) / length),
                Reduction.Max => Extreme(from, start, length, inner, T.Max),
                _ => Extreme(from, start, length, inner, T.Min),
            };
        }
    }

    static double Sum(ReadOnlySpan<T> x, int start, int count, int step)
    {
        var sum = 0.0;
        for (var r = 0; r < count; r++)
            sum += double.CreateTruncating(x[start + r * step]);
        return sum;
    }

    static T Extreme(ReadOnlySpan<T> x, int start, int count, int step, Func<T, T, T> better)
    {
        var best = x[start];
        for (var r = 1; r < count; r++)
            best = better(best, x[start + r * step]);
        return best;
    }

    /// <summary>result[j] = Σᵣ x[r, j]·y[r, j], or result + that.</summary>
    public override void SumProducts(Tensor left, Tensor right, Tensor result, bool accumulate)
    {
        Span<T> x = left.AsSpan<T>(), y = right.AsSpan<T>(), sums = result.AsSpan<T>();
        for (var j = 0; j < sums.Length; j++)
        {
            var sum = accumulate ? double.CreateTruncating(sums[j]) : 0;
            for (var i = j; i < x.Length; i += sums.Length)
                sum += double.CreateTruncating(x[i]) * double.CreateTruncating(y[i]);
            sums[j] = T.CreateTruncating(sum);
        }
    }

    /// <summary>mean[j] = μ = Σᵣ x[r, j] / M and variance[j] = Σᵣ (x[r, j] − μ)² / M, each rounded once.</summary>
    public override void Moments(Tensor x, Tensor mean, Tensor variance)
    {
        Span<T> from = x.AsSpan<T>(), means = mean.AsSpan<T>(), variances = variance.AsSpan<T>();
        var (rows, columns) = (x.Shape[0], means.Length);
        for (var j = 0; j < columns; j++)
        {
            var (mu, squares) = (Sum(from, j, rows, columns) / rows, 0.0);
            for (var i = j; i < from.Length; i += columns)
                squares += (double.CreateTruncating(from[i]) - mu) * (double.CreateTruncating(from[i]) - mu);
            (means[j], variances[j]) = (T.CreateTruncating(mu), T.CreateTruncating(squares / rows));
        }
    }

    /// <summary>result[rows[i]] += x[i].</summary>
    public override void ScatterAdd(Tensor x, ReadOnlySpan<int> rows, Tensor result)
    {
        Span<T> from = x.AsSpan<T>(), to = result.AsSpan<T>();
        var sums = new double[to.Length];
        var width = rows.IsEmpty ? 0 : from.Length / rows.Length;
        for (var i = 0; i < rows.Length; i++)
            for (var j = 0; j < width; j++)
                sums[rows[i] * width + j] += double.CreateTruncating(from[i * width + j]);
        for (var i = 0; i < to.Length; i++)
            to[i] = T.CreateTruncating(double.CreateTruncating(to[i]) + sums[i]);
    }
}
