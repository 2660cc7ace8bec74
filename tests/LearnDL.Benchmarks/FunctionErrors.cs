using System.Globalization;
using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Tensors;

namespace LearnDL.Benchmarks;

/// <summary>
/// Measures the float functions of the CPU backend against double precision, on every float there is.
/// </summary>
static class FunctionErrors
{
    const double Allowed = 2;

    static readonly (string Name, Func<Tensor, Tensor, Tensor> Op, Func<double, double> Exact)[] functions =
    [
        ("exp", (x, y) => x.Exp(into: y), Math.Exp),
        ("log", (x, y) => x.Log(into: y), Math.Log),
        ("expm1", (x, y) => x.Expm1(into: y), ExactFunctions.Expm1),
        ("log1p", (x, y) => x.Log1p(into: y), ExactFunctions.Log1p),
        ("tanh", (x, y) => x.Tanh(into: y), Math.Tanh),
        ("sigmoid", (x, y) => x.Sigmoid(into: y), ExactFunctions.Sigmoid),
    ];

    /// <returns>0 if every function stays within 2 ulp, else 1.</returns>
    public static int Run(long stride, TextWriter output)
    {
        var passed = true;
        foreach (var (name, op, exact) in functions)
        {
            var worst = Worst(op, exact, stride);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name}\t{worst.Ulp:F3} ulp\tat {worst.At:R}"));
            passed &= worst.Ulp <= Allowed;
        }
        return passed ? 0 : 1;
    }

    static (double Ulp, float At) Worst(Func<Tensor, Tensor, Tensor> op, Func<double, double> exact, long stride)
    {
        const int chunk = 1 << 16;
        Backend.Current = new CpuBackend();
        var guard = new Lock();
        var worst = (Ulp: 0.0, At: 0f);
        var floats = ((1L << 32) + stride - 1) / stride;
        Parallel.For(0L, (floats + chunk - 1) / chunk, part =>
        {
            Tensor x = Tensor.Zeros([chunk]), y = Tensor.Zeros([chunk]);
            Span<float> values = x.AsSpan<float>(), results = y.AsSpan<float>();
            for (var i = 0; i < chunk; i++)
                values[i] = BitConverter.UInt32BitsToSingle((uint)((part * chunk + i) * stride));
            op(x, y);
            var here = (Ulp: 0.0, At: 0f);
            for (var i = 0; i < chunk; i++)
                if (UlpError.Of(results[i], exact(values[i])) is var ulp && !(ulp <= here.Ulp))
                    here = (ulp, values[i]);
            lock (guard)
                if (!(here.Ulp <= worst.Ulp))
                    worst = here;
        });
        return worst;
    }
}
