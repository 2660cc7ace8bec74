using System.Numerics;
using LearnDL.Numbers;
using LearnDL.Tensors;

namespace LearnDL.Backends;

/// <summary>
/// Arithmetic of whole numbers, the same for all backends: it never wraps around. Where a result does not fit into Int32,
/// an error says so before anything is written. (In NumPy and in C#, 2,147,483,647 + 1 is −2,147,483,648.)
/// </summary>
static class WholeNumbers
{
    /// <summary>Says that a type of whole numbers does not reach a number; a fraction is cut off, towards 0. Floats take any.</summary>
    public static void CheckReach(DType type, double number, string where = "")
    {
        var (low, high) = type switch
        {
            DType.Int32 => (int.MinValue, int.MaxValue),
            DType.UInt8 => (byte.MinValue, byte.MaxValue),
            _ => (0.0, 0.0),
        };
        if (type is DType.Int32 or DType.UInt8 && !(number > low - 1 && number < high + 1))
            throw new DTypeException($"{number} does not fit into {type}.", $"numbers from {low:N0} to {high:N0}",
                $"{number}{where}", "Keep the type it has, or look where the number comes from.");
    }

    /// <summary>Whether an op can give a number that does not fit.</summary>
    public static bool Computes<F>() => typeof(F) == typeof(Add) || typeof(F) == typeof(Subtract) || typeof(F) == typeof(Multiply);

    /// <summary>result = x op y for Add, Subtract and Multiply, both stretched to the result's shape.</summary>
    public static void Binary<F>(Tensor x, Tensor y, Tensor result)
    {
        ReadOnlySpan<int> dataX = x.AsSpan<int>(), dataY = y.AsSpan<int>();
        var data = result.AsSpan<int>();
        for (var i = 0; i < data.Length; i++) // the result may lie over an operand, so look first
            _ = Exact<F>(dataX[Broadcast.Source(i, result.Shape, x.Shape)], dataY[Broadcast.Source(i, result.Shape, y.Shape)]);
        for (var i = 0; i < data.Length; i++)
            data[i] = Exact<F>(dataX[Broadcast.Source(i, result.Shape, x.Shape)], dataY[Broadcast.Source(i, result.Shape, y.Shape)]);
    }

    static int Exact<F>(int x, int y)
    {
        var (sign, exact) = typeof(F) == typeof(Add) ? ('+', (long)x + y)
            : typeof(F) == typeof(Subtract) ? ('-', (long)x - y)
            : ('*', (long)x * y);
        return exact is >= int.MinValue and <= int.MaxValue ? (int)exact
            : throw Overflow($"{x:N0} {sign} {y:N0}", exact, "x.Cast(DType.Float64), and the other operand too");
    }

    /// <summary>result = x·y, or result + x·y.</summary>
    public static void Dot(ReadOnlySpan<int> x, ReadOnlySpan<int> y, ProductSize size, Span<int> result, bool accumulate)
    {
        var (m, n, K) = (size.M, size.N, size.K);
        var sums = new int[result.Length];
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
            {
                Int128 sum = accumulate ? result[i * n + j] : 0; // two products of 62 binary digits would overflow a long
                for (var k = 0; k < K; k++)
                    sum += (long)x[size.TransposeX ? k * m + i : i * K + k] * y[size.TransposeY ? j * K + k : k * n + j];
                sums[i * n + j] = sum >= int.MinValue && sum <= int.MaxValue ? (int)sum
                    : throw Overflow("An element of the product", sum, "x.Cast(DType.Float64).Dot(y.Cast(DType.Float64))");
            }
        sums.CopyTo(result);
    }

    /// <summary>result = reduction of x along the axis, or for a sum result + it. Bytes are widened on the way.</summary>
    public static void Reduce(Reduction op, Tensor x, int axis, Tensor result, bool accumulate)
    {
        int length = x.Shape[axis], inner = x.Shape[(axis + 1)..].Size;
        if (x.DType == DType.UInt8)
            Reduce<byte>(op, x.AsSpan<byte>(), length, inner, result.AsSpan<int>(), accumulate);
        else
            Reduce<int>(op, x.AsSpan<int>(), length, inner, result.AsSpan<int>(), accumulate);
    }

    static void Reduce<T>(Reduction op, ReadOnlySpan<T> x, int length, int inner, Span<int> result, bool accumulate)
        where T : IBinaryInteger<T>
    {
        var totals = result.Length <= 256 ? stackalloc int[result.Length] : new int[result.Length];
        for (var i = 0; i < result.Length; i++)
        {
            var start = i / inner * length * inner + i % inner;
            var total = op switch
            {
                Reduction.Sum => Sum(x, start, length, inner) + (accumulate ? result[i] : 0),
                Reduction.Max => Extreme(x, start, length, inner, sign: 1),
                Reduction.Min => Extreme(x, start, length, inner, sign: -1),
                _ => throw new ArgumentOutOfRangeException(nameof(op)), // a mean is of floats
            };
            totals[i] = total is >= int.MinValue and <= int.MaxValue ? (int)total
                : throw Overflow("The sum", total, "x.Cast(DType.Float64).Sum()");
        }
        totals.CopyTo(result);
    }

    /// <summary>Σ of every step-th number: 2³¹ numbers of 31 binary digits fit into the 63 of a long.</summary>
    static long Sum<T>(ReadOnlySpan<T> x, int start, int count, int step) where T : IBinaryInteger<T>
    {
        var sum = 0L;
        for (var r = 0; r < count; r++)
            sum += long.CreateTruncating(x[start + r * step]);
        return sum;
    }

    /// <summary>The largest of every step-th number, or for the sign −1 the smallest.</summary>
    static long Extreme<T>(ReadOnlySpan<T> x, int start, int count, int step, int sign) where T : IBinaryInteger<T>
    {
        var best = long.CreateTruncating(x[start]);
        for (var r = 1; r < count; r++)
            best = sign * Math.Max(sign * best, sign * long.CreateTruncating(x[start + r * step]));
        return best;
    }

    static DTypeException Overflow(string what, Int128 got, string fix) => new(
        $"{what} does not fit into Int32.", $"a whole number from {int.MinValue:N0} to {int.MaxValue:N0}", $"{got:N0}",
        $"Compute in Float64: {fix}.");
}
