using System.Numerics;
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

    public static void Unary<T>(UnaryOp op, ReadOnlySpan<T> x, Span<T> result) where T : IFloatingPointIeee754<T>
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = Apply(op, x[i]);
    }

    static T Apply<T>(UnaryOp op, T x) where T : IFloatingPointIeee754<T> => op switch
    {
        UnaryOp.Abs => T.Abs(x),
        UnaryOp.Sign => x > T.Zero ? T.One : x < T.Zero ? -T.One : x,
        UnaryOp.Positive => x > T.Zero ? T.One : T.Zero,
        UnaryOp.Square => x * x,
        UnaryOp.Sqrt => T.Sqrt(x),
        UnaryOp.Reciprocal => T.One / x,
        UnaryOp.Exp => T.Exp(x),
        UnaryOp.Log => T.Log(x),
        UnaryOp.Expm1 => Expm1(x),
        UnaryOp.Log1p => Log1p(x),
        UnaryOp.Tanh => T.Tanh(x),
        UnaryOp.Sigmoid => T.One / (T.One + T.Exp(-x)),
        UnaryOp.ReLU => x <= T.Zero ? T.Zero : x,
        UnaryOp.SigmoidSlope => x * (T.One - x),
        UnaryOp.TanhSlope => T.One - x * x,
        _ => throw new ArgumentOutOfRangeException(nameof(op)),
    };

    /// <summary>
    /// eˣ − 1: u = eˣ is rounded, and the factor x / ln u takes that error out of u − 1 again (Kahan). .NET's ExpM1 is T.Exp(x) − 1.
    /// </summary>
    static T Expm1<T>(T x) where T : IFloatingPointIeee754<T>
    {
        var u = T.Exp(x);
        var y = u - T.One;
        return u == T.One ? x : y == -T.One || !T.IsFinite(u) ? y : y * (x / T.Log(u));
    }

    /// <summary>ln(1 + x): u = 1 + x is rounded, and the factor x / (u − 1) takes that error out of ln u again (Kahan).</summary>
    static T Log1p<T>(T x) where T : IFloatingPointIeee754<T>
    {
        var u = T.One + x;
        return u == T.One ? x : T.IsFinite(u) ? T.Log(u) * (x / (u - T.One)) : T.Log(u);
    }

    /// <summary>Every position of the result looks up its two operands; where an operand has size 1, all positions look at the same element.</summary>
    public static void Binary<T>(BinaryOp op, Tensor x, Tensor y, Tensor result) where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> dataX = x.AsSpan<T>(), dataY = y.AsSpan<T>();
        var data = result.AsSpan<T>();
        for (var i = 0; i < data.Length; i++)
            data[i] = Apply(op, dataX[Broadcast.Source(i, result.Shape, x.Shape)], dataY[Broadcast.Source(i, result.Shape, y.Shape)]);
    }

    static T Apply<T>(BinaryOp op, T x, T y) where T : INumber<T> => op switch
    {
        BinaryOp.Add => x + y,
        BinaryOp.Subtract => x - y,
        BinaryOp.Multiply => x * y,
        BinaryOp.Divide => x / y,
        BinaryOp.Maximum => T.Max(x, y),
        BinaryOp.Minimum => T.Min(x, y),
        BinaryOp.Equal => x == y ? T.One : T.Zero,
        BinaryOp.Greater => x > y ? T.One : T.Zero,
        BinaryOp.WherePositive => y > T.Zero ? x : T.Zero,
        _ => throw new ArgumentOutOfRangeException(nameof(op)),
    };

    public static void Affine<T>(T scale, ReadOnlySpan<T> x, T shift, Span<T> result) where T : INumber<T>
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = scale * x[i] + shift;
    }

    public static void Combine<T>(T a, ReadOnlySpan<T> x, T b, ReadOnlySpan<T> y, Span<T> result) where T : INumber<T>
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = a * x[i] + b * y[i];
    }

    public static void Clip<T>(ReadOnlySpan<T> x, T low, T high, Span<T> result) where T : INumber<T>
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = T.Min(T.Max(x[i], low), high);
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

    /// <summary>result[r, j] = a[j]·x[r, j] + b[j]·y[r, j] + c[j]</summary>
    public static void CombineRow<T>(Tensor a, Tensor x, Tensor b, Tensor y, Tensor c, Tensor result) where T : unmanaged, INumber<T>
    {
        var data = result.AsSpan<T>();
        for (var i = 0; i < data.Length; i++)
        {
            var j = i % c.Size;
            var sum = a.AsSpan<T>()[j] * x.AsSpan<T>()[i] + c.AsSpan<T>()[j];
            data[i] = y.HasValue ? sum + b.AsSpan<T>()[j] * y.AsSpan<T>()[i] : sum;
        }
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
