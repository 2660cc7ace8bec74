using System.Numerics;
using LearnDL.Backends.Reference;
using LearnDL.Numbers;
using LearnDL.Tensors;

namespace LearnDL.Backends;

/// <summary>
/// The kernels for Int32 and UInt8, the same for all backends. Results are exact Int32: one that does not fit is an
/// error, before anything is written.
/// </summary>
sealed partial class WholeNumberKernels<T> : Kernels<T> where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    static DType Type => typeof(T) == typeof(int) ? DType.Int32 : DType.UInt8;

    /// <summary>The formula, for one number after the other; it may only compare them.</summary>
    public override void Elementwise<TFormula>(
        in TFormula formula, int rows, int columns, ReadOnlySpan<Operand> operands)
    {
        for (var row = 0; row < rows; row++)
            formula.Compute<PlainNumber<T>, PlainPlaces<T>>(new(operands, row, columns));
    }

    /// <summary>result = x·y, or result + x·y.</summary>
    public override void Dot(Tensor left, Tensor right, ProductSize size, Tensor result, bool accumulate)
    {
        Span<T> x = left.AsSpan<T>(), y = right.AsSpan<T>();
        var z = result.AsSpan<int>();
        var (M, N, K) = (size.M, size.N, size.K);
        var sums = new int[z.Length];
        for (var i = 0; i < M; i++)
            for (var j = 0; j < N; j++)
            {
                Int128 sum = accumulate ? z[i * N + j] : 0; // two products of 62 binary digits would overflow a long
                for (var k = 0; k < K; k++)
                    sum += long.CreateTruncating(x[size.TransposeX ? k * M + i : i * K + k])
                        * long.CreateTruncating(y[size.TransposeY ? j * K + k : k * N + j]);
                sums[i * N + j] = sum >= int.MinValue && sum <= int.MaxValue ? (int)sum
                    : throw WholeNumbers.Overflow(
                        "An element of the product", sum, "x.Cast(DType.Float64).Dot(y.Cast(DType.Float64))");
            }
        sums.CopyTo(z);
    }

    /// <summary>
    /// result = reduction of x along the axis, or for a sum result + it. Bytes are widened on the way.
    /// </summary>
    public override void Reduce(Reduction op, Tensor x, int axis, Tensor result, bool accumulate)
    {
        var from = x.AsSpan<T>();
        var to = result.AsSpan<int>();
        int length = x.Shape[axis], inner = x.Shape[(axis + 1)..].Size;
        var totals = to.Length <= 256 ? stackalloc int[to.Length] : new int[to.Length];
        for (var i = 0; i < to.Length; i++)
        {
            var start = i / inner * length * inner + i % inner;
            var total = op switch
            {
                Reduction.Sum => Sum(from, start, length, inner) + (accumulate ? to[i] : 0),
                Reduction.Max => Extreme(from, start, length, inner, sign: 1),
                Reduction.Min => Extreme(from, start, length, inner, sign: -1),
                _ => throw new ArgumentOutOfRangeException(nameof(op)), // a mean is of floats
            };
            totals[i] = total is >= int.MinValue and <= int.MaxValue ? (int)total
                : throw WholeNumbers.Overflow("The sum", total, "x.Cast(DType.Float64).Sum()");
        }
        totals.CopyTo(to);
    }

    /// <summary>Σ of every step-th number: 2³¹ numbers of 31 binary digits fit into the 63 of a long.</summary>
    static long Sum(ReadOnlySpan<T> x, int start, int count, int step)
    {
        var sum = 0L;
        for (var r = 0; r < count; r++)
            sum += long.CreateTruncating(x[start + r * step]);
        return sum;
    }

    /// <summary>The largest of every step-th number, or for the sign −1 the smallest.</summary>
    static long Extreme(ReadOnlySpan<T> x, int start, int count, int step, int sign)
    {
        var best = long.CreateTruncating(x[start]);
        for (var r = 1; r < count; r++)
            best = sign * Math.Max(sign * best, sign * long.CreateTruncating(x[start + r * step]));
        return best;
    }

    /// <summary>
    /// Towards 0, as in C#; a number that the type does not reach is an error, where NumPy would make some other number
    /// of it.
    /// </summary>
    private protected override void Cast<TFrom>(ReadOnlySpan<TFrom> x, Span<T> result)
    {
        double low = double.CreateTruncating(T.MinValue) - 1, high = double.CreateTruncating(T.MaxValue) + 1;
        for (var i = 0; i < x.Length; i++)
            if (double.CreateTruncating(x[i]) is var number && !(number > low && number < high))
                WholeNumbers.CheckReach(Type, number, $" at place {i:N0}");
        base.Cast(x, result);
    }
}
