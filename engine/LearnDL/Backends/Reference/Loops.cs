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
        UnaryOp.Tanh => T.Tanh(x),
        UnaryOp.Sigmoid => T.One / (T.One + T.Exp(-x)),
        UnaryOp.ReLU => x <= T.Zero ? T.Zero : x,
        UnaryOp.SigmoidSlope => x * (T.One - x),
        UnaryOp.TanhSlope => T.One - x * x,
        _ => throw new ArgumentOutOfRangeException(nameof(op)),
    };

    /// <summary>Every position of the result looks up its two operands; where an operand has size 1, all positions look at the same element.</summary>
    public static void Binary<T>(BinaryOp op, Tensor x, Tensor y, Tensor result) where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> dataX = x.AsSpan<T>(), dataY = y.AsSpan<T>();
        var data = result.AsSpan<T>();
        for (var i = 0; i < data.Length; i++)
            data[i] = Apply(op, dataX[Source(i, result.Shape, x.Shape)], dataY[Source(i, result.Shape, y.Shape)]);
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

    /// <summary>Where the element at a flat position of the result lies in an operand that is stretched to the result's shape.</summary>
    static int Source(int flat, Shape result, Shape operand)
    {
        int source = 0, stride = 1;
        for (var back = 1; back <= operand.Rank; back++)
        {
            var position = flat % result[-back];
            flat /= result[-back];
            source += operand[-back] == 1 ? 0 : position * stride;
            stride *= operand[-back];
        }
        return source;
    }

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

    /// <summary>result[o, i] = reduction over r of x[o, r, i].</summary>
    public static void Reduce<T>(Reduction op, ReadOnlySpan<T> x, int length, int inner, Span<T> result, bool accumulate) where T : INumber<T>
    {
        for (var i = 0; i < result.Length; i++)
        {
            var start = i / inner * length * inner + i % inner;
            var total = op == Reduction.Sum ? T.Zero : x[start];
            for (var r = 0; r < length; r++)
                total = op switch
                {
                    Reduction.Sum => total + x[start + r * inner],
                    Reduction.Max => T.Max(total, x[start + r * inner]),
                    _ => T.Min(total, x[start + r * inner]),
                };
            result[i] = accumulate ? result[i] + total : total;
        }
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

    /// <summary>result[j] = Σᵣ x[r, j]·y[r, j]</summary>
    public static void SumProducts<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result, bool accumulate) where T : INumber<T>
    {
        for (var j = 0; j < result.Length; j++)
        {
            var sum = accumulate ? result[j] : T.Zero;
            for (var i = j; i < x.Length; i += result.Length)
                sum += x[i] * y[i];
            result[j] = sum;
        }
    }
}
