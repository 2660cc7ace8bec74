using LearnDL.Backends;
using LearnDL.Tensors;

namespace LearnDL.Tests.Backends;

/// <summary>The definition of every op, in double, one position after the other.</summary>
static class Naive
{
    public static double[] Values(Tensor x) => x.DType switch
    {
        DType.Float32 => [.. x.ToArray<float>().Select(v => (double)v)],
        DType.Float64 => x.ToArray<double>(),
        DType.Int32 => [.. x.ToArray<int>().Select(v => (double)v)],
        _ => [.. x.ToArray<byte>().Select(v => (double)v)],
    };

    public static double Unary(UnaryOp op, double x) => op switch
    {
        UnaryOp.Abs => Math.Abs(x),
        UnaryOp.Sign => Math.Sign(x),
        UnaryOp.Positive => x > 0 ? 1 : 0,
        UnaryOp.Square => x * x,
        UnaryOp.Sqrt => Math.Sqrt(x),
        UnaryOp.Reciprocal => 1 / x,
        UnaryOp.Exp => Math.Exp(x),
        UnaryOp.Log => Math.Log(x),
        UnaryOp.Expm1 => ExactFunctions.Expm1(x),
        UnaryOp.Log1p => ExactFunctions.Log1p(x),
        UnaryOp.Tanh => Math.Tanh(x),
        UnaryOp.Sigmoid => 1 / (1 + Math.Exp(-x)),
        UnaryOp.ReLU => Math.Max(x, 0),
        UnaryOp.SigmoidSlope => x * (1 - x),
        UnaryOp.TanhSlope => (1 - x) * (1 + x),
        _ => throw new ArgumentOutOfRangeException(nameof(op)),
    };

    public static double[] Binary(BinaryOp op, Tensor x, Tensor y, Shape shape) =>
        [.. Positions(shape).Select(position => Binary(op, Stretched(x, position), Stretched(y, position)))];

    static double Binary(BinaryOp op, double x, double y) => op switch
    {
        BinaryOp.Add => x + y,
        BinaryOp.Subtract => x - y,
        BinaryOp.Multiply => x * y,
        BinaryOp.Divide => x / y,
        BinaryOp.Maximum => Math.Max(x, y),
        BinaryOp.Minimum => Math.Min(x, y),
        BinaryOp.Equal => x == y ? 1 : 0,
        BinaryOp.Greater => x > y ? 1 : 0,
        BinaryOp.WherePositive => y > 0 ? x : 0,
        _ => throw new ArgumentOutOfRangeException(nameof(op)),
    };

    /// <summary>The element of x that stands at a position of the stretched x.</summary>
    static double Stretched(Tensor x, int[] position) =>
        x.At([.. position[^x.Rank..].Select((p, axis) => x.Shape[axis] == 1 ? 0 : p)]);

    public static double[] Dot(Tensor x, Tensor y, ProductSize size, Tensor start)
    {
        var (m, n, kk) = (size.M, size.N, size.K);
        double[] vx = Values(x), vy = Values(y), result = start.HasValue ? Values(start) : new double[m * n];
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
                for (var k = 0; k < kk; k++)
                    result[i * n + j] +=
                        vx[size.TransposeX ? k * m + i : i * kk + k] * vy[size.TransposeY ? j * kk + k : k * n + j];
        return result;
    }

    public static double[] Reduce(Reduction op, Tensor x, int axis) =>
        [.. Positions(x.Shape[..axis].Concat(x.Shape[(axis + 1)..])).Select(position =>
        {
            var line = Enumerable.Range(0, x.Shape[axis])
                .Select(i => x.At([.. position[..axis], i, .. position[axis..]]));
            return op switch
            {
                Reduction.Sum => line.Sum(),
                Reduction.Mean => line.Average(),
                Reduction.Max => line.Max(),
                _ => line.Min(),
            };
        })];

    /// <summary>Every position of a shape, in the order of the memory.</summary>
    public static IEnumerable<int[]> Positions(Shape shape) => shape.Rank == 0
        ? [[]]
        : Positions(shape.WithoutLast)
            .SelectMany(head => Enumerable.Range(0, shape[-1]).Select(last => (int[])[.. head, last]));

    public static void SameBits(Tensor x, Tensor y) => Assert.Equal(Bits(x), Bits(y));

    public static long[] Bits(Tensor x) => x.DType switch
    {
        DType.Float32 => [.. x.ToArray<float>().Select(v => (long)BitConverter.SingleToInt32Bits(v))],
        DType.Float64 => [.. x.ToArray<double>().Select(BitConverter.DoubleToInt64Bits)],
        _ => [.. Values(x).Select(v => (long)v)],
    };
}
