using System.Numerics;
using LearnDL.Numbers;
using LearnDL.Tensors;

namespace LearnDL.Backends.Reference;

/// <summary>The loops of the reference backend.</summary>
static class Loops
{
    public static void Fill<T>(Span<T> result, T value)
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = value;
    }

    /// <summary>The formula, for one number after the other.</summary>
    public static void Elementwise<T, TFormula>(in TFormula formula, int rows, int columns, ReadOnlySpan<Operand> operands)
        where T : unmanaged, INumber<T> where TFormula : struct, IFormula
    {
        for (var row = 0; row < rows; row++)
            formula.Compute<PlainNumber<T>, PlainPlaces<T>>(new(operands, row, columns));
    }

    /// <summary>The matrix product by its definition: result[i, j] = Σₖ x[i, k]·y[k, j].</summary>
    public static void Dot<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ProductSize size, Span<T> result, bool accumulate) where T : INumber<T>
    {
        var (m, n, kk) = (size.M, size.N, size.K);
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
            {
                var sum = accumulate ? result[i * n + j] : T.Zero;
                for (var k = 0; k < kk; k++)
                    sum += x[size.TransposeX ? k * m + i : i * kk + k] * y[size.TransposeY ? j * kk + k : k * n + j];
                result[i * n + j] = sum;
            }
    }

    /// <summary>result[o, i] = reduction over r of x[o, r, i]; sums and means are taken in Float64 and rounded once.</summary>
    public static void Reduce<T>(Reduction op, ReadOnlySpan<T> x, int length, int inner, Span<T> result, bool accumulate) where T : INumber<T>
    {
        for (var i = 0; i < result.Length; i++)
        {
            var start = i / inner * length * inner + i % inner;
            result[i] = op switch
            {
                Reduction.Sum => T.CreateTruncating(Sum(x, start, length, inner) + (accumulate ? double.CreateTruncating(result[i]) : 0)),
                Reduction.Mean => T.CreateTruncating(Sum(x, start, length, inner) / length),
                Reduction.Max => Extreme(x, start, length, inner, T.Max),
                _ => Extreme(x, start, length, inner, T.Min),
            };
        }
    }

    static double Sum<T>(ReadOnlySpan<T> x, int start, int count, int step) where T : INumber<T>
    {
        var sum = 0.0;
        for (var r = 0; r < count; r++)
            sum += double.CreateTruncating(x[start + r * step]);
        return sum;
    }

    static T Extreme<T>(ReadOnlySpan<T> x, int start, int count, int step, Func<T, T, T> better)
    {
        var best = x[start];
        for (var r = 1; r < count; r++)
            best = better(best, x[start + r * step]);
        return best;
    }

    /// <summary>result[j] = Σᵣ x[r, j]·y[r, j], in Float64 and rounded once.</summary>
    public static void SumProducts<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result, bool accumulate) where T : INumber<T>
    {
        for (var j = 0; j < result.Length; j++)
        {
            var sum = accumulate ? double.CreateTruncating(result[j]) : 0;
            for (var i = j; i < x.Length; i += result.Length)
                sum += double.CreateTruncating(x[i]) * double.CreateTruncating(y[i]);
            result[j] = T.CreateTruncating(sum);
        }
    }

    /// <summary>mean[j] = μ = Σᵣ x[r, j] / M and variance[j] = Σᵣ (x[r, j] − μ)² / M, in Float64, each rounded once.</summary>
    public static void Moments<T>(ReadOnlySpan<T> x, int rows, Span<T> mean, Span<T> variance) where T : INumber<T>
    {
        var columns = mean.Length;
        for (var j = 0; j < columns; j++)
        {
            var (mu, squares) = (Sum(x, j, rows, columns) / rows, 0.0);
            for (var i = j; i < x.Length; i += columns)
                squares += (double.CreateTruncating(x[i]) - mu) * (double.CreateTruncating(x[i]) - mu);
            (mean[j], variance[j]) = (T.CreateTruncating(mu), T.CreateTruncating(squares / rows));
        }
    }

    /// <summary>result[rows[i]] += x[i], in Float64 and rounded once.</summary>
    public static void ScatterAdd<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> rows, Span<T> result) where T : INumber<T>
    {
        var sums = new double[result.Length];
        var width = rows.IsEmpty ? 0 : x.Length / rows.Length;
        for (var i = 0; i < rows.Length; i++)
            for (var j = 0; j < width; j++)
                sums[rows[i] * width + j] += double.CreateTruncating(x[i * width + j]);
        for (var i = 0; i < result.Length; i++)
            result[i] = T.CreateTruncating(double.CreateTruncating(result[i]) + sums[i]);
    }
}
