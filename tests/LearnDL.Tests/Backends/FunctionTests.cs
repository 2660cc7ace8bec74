using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Tensors;

namespace LearnDL.Tests.Backends;

/// <summary>
/// exp, log, expm1, log1p, tanh and σ of the CPU backend against double precision; the benchmark
/// project does the same for all 2³² floats.
/// </summary>
public sealed class FunctionTests
{
    const double Allowed = 2, AllowedDouble = 4;

    static readonly Dictionary<UnaryOp, Func<double, double>> exact = new()
    {
        [UnaryOp.Exp] = Math.Exp,
        [UnaryOp.Log] = Math.Log,
        [UnaryOp.Expm1] = ExactFunctions.Expm1,
        [UnaryOp.Log1p] = ExactFunctions.Log1p,
        [UnaryOp.Tanh] = Math.Tanh,
        [UnaryOp.Sigmoid] = ExactFunctions.Sigmoid,
    };

    public static TheoryData<UnaryOp> Functions() => [.. exact.Keys];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Floats_are_at_most_2_ulp_off(UnaryOp op)
    {
        var x = Tensor.From(FloatSample().ToArray());
        var y = Tensor.Zeros(x.Shape);
        new CpuBackend().Unary(op, x, y);
        float[] inputs = x.ToArray<float>(), results = y.ToArray<float>();
        for (var i = 0; i < inputs.Length; i++)
            if (UlpError.Of(results[i], exact[op](inputs[i])) is var error && !(error <= Allowed))
                Assert.Fail($"{op}({inputs[i]:R}) = {results[i]:R}, exactly {exact[op](inputs[i]):R}: {error:F2} ulp");
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Doubles_are_at_most_4_ulp_off(UnaryOp op)
    {
        var x = Tensor.From(DoubleSample().ToArray());
        var y = Tensor.Zeros(x.Shape, DType.Float64);
        new CpuBackend().Unary(op, x, y);
        double[] inputs = x.ToArray<double>(), results = y.ToArray<double>();
        for (var i = 0; i < inputs.Length; i++)
        {
            var expected = exact[op](inputs[i]);
            var unit = Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected);
            if (!results[i].Equals(expected) && !(Math.Abs(results[i] - expected) <= AllowedDouble * unit))
                Assert.Fail($"{op}({inputs[i]:R}) = {results[i]:R}, Math gives {expected:R}: "
                    + $"{Math.Abs(results[i] - expected) / unit:F2} ulp");
        }
    }

    [Fact]
    public void Limits()
    {
        Assert.Equal([1, float.PositiveInfinity, 0, float.PositiveInfinity, 0, float.NaN],
            Of(UnaryOp.Exp, 0, 89, -104, float.PositiveInfinity, float.NegativeInfinity, float.NaN));
        Assert.Equal([0, float.NegativeInfinity, float.NegativeInfinity, float.NaN, float.PositiveInfinity, float.NaN],
            Of(UnaryOp.Log, 1, 0, -0f, -1, float.PositiveInfinity, float.NaN));
        Assert.Equal([1, -1, 1, -1, float.NaN],
            Of(UnaryOp.Tanh, 50, -50, float.PositiveInfinity, float.NegativeInfinity, float.NaN));
        Assert.Equal([0.5f, 1, 0, 1, 0, float.NaN],
            Of(UnaryOp.Sigmoid, 0, 100, -200, float.PositiveInfinity, float.NegativeInfinity, float.NaN));
        Assert.Equal([0, float.PositiveInfinity, -1, float.PositiveInfinity, -1, float.NaN],
            Of(UnaryOp.Expm1, 0, 89, -104, float.PositiveInfinity, float.NegativeInfinity, float.NaN));
        Assert.Equal([0, float.NegativeInfinity, float.NaN, float.PositiveInfinity, float.NaN, float.NaN],
            Of(UnaryOp.Log1p, 0, -1, -1.5f, float.PositiveInfinity, float.NegativeInfinity, float.NaN));
        Assert.True(float.IsNegative(Of(UnaryOp.Tanh, -0f)[0]));
    }

    [Fact]
    public void One_number_has_the_bits_of_many()
    {
        var x = Tensor.From(DoubleSample().Where(v => v > 0).Take(500).ToArray());
        Tensor exp = Tensor.Zeros(x.Shape, DType.Float64), log = Tensor.Zeros(x.Shape, DType.Float64);
        new CpuBackend().Unary(UnaryOp.Exp, x, exp);
        new CpuBackend().Unary(UnaryOp.Log, x, log);
        Assert.Equal(exp.ToArray<double>(), x.ToArray<double>().Select(LearnDL.Numbers.Functions.Exp));
        Assert.Equal(log.ToArray<double>(), x.ToArray<double>().Select(LearnDL.Numbers.Functions.Log));
    }

    static float[] Of(UnaryOp op, params float[] inputs)
    {
        var x = Tensor.From(inputs);
        new CpuBackend().Unary(op, x, x);
        return x.ToArray<float>();
    }

    /// <summary>
    /// Every 65,537th bit pattern, so that all signs, exponents and many ends of mantissas occur;
    /// and the neighbourhood of every turn.
    /// </summary>
    static IEnumerable<float> FloatSample()
    {
        for (var bits = 0L; bits <= uint.MaxValue; bits += 65537)
            yield return BitConverter.UInt32BitsToSingle((uint)bits);
        float[] turns =
        [
            0, 1, -1, 0.5f, 2, MathF.Sqrt(0.5f), MathF.Sqrt(2), MathF.E, 88.72284f, 89, -87.33655f, -103.97208f, -104,
            -20, 20, 10, 9.01f, 1e-4f, 1e-38f, float.MaxValue, float.MinValue, 0.34657f, -0.34657f
        ];
        foreach (var turn in turns)
        {
            var (up, down) = (turn, turn);
            for (var i = 0; i < 200; i++)
            {
                yield return up = MathF.BitIncrement(up);
                yield return down = MathF.BitDecrement(down);
            }
        }
        for (var x = -110.0; x < 110; x += 0.00731)
            yield return (float)x;
    }

    static IEnumerable<double> DoubleSample()
    {
        foreach (var special in (double[])[0, -0.0, 1, -1, 1e-300, 5e-324, -5e-324, 709.78, 709.79, -708.4, -745.1,
            -746, 1e308, double.PositiveInfinity, double.NegativeInfinity, double.NaN])
            yield return special;
        for (var x = -750.0; x < 750; x += 0.0717)
            yield return x;
        for (var x = 1e-310; x < 1e308; x *= 1.0937)
        {
            yield return x;
            yield return -x;
        }
        for (var x = 0.3; x < 3; x += 0.000317)
        {
            yield return x;
            yield return -x;
        }
    }
}
