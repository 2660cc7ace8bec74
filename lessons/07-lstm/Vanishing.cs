using LearnDL;
using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Lstm;

/// <summary>Step 6: the gradient of a plain recurrent layer over 100 time steps, a product of factors.</summary>
static class Vanishing
{
    internal const int Steps = 100, Units = 16, Samples = 20;

    /// <summary>Random inputs: a (N, D) for each time step.</summary>
    internal static Tensor[] Inputs(int seed, int features = 1)
    {
        var x = Tensor.Normal([Steps, Samples, features], seed: seed, dtype: DType.Float64);
        return [.. Enumerable.Range(0, Steps).Select(t => x[t])];
    }

    public static void Run(LessonRun run)
    {
        run.Heading("The gradient fades");
        var page = run.Output("vanishing");
        page.WriteLine("weights  factor per step  left after 99 time steps");
        var layer = new SimpleRNN(Units);
        layer.Build([Samples, Steps, 1], DType.Float64, new RandomSource(run.Seed));
        var curves = new List<Curve>();
        foreach (var scale in new[] { 0.5, 1.0, 2.0 })
        {
            var norms = Norms(layer.Kernel!, layer.RecurrentKernel!.Value.Scale(scale), Inputs(run.Seed));
            curves.Add(new($"{scale:0.0} · R", norms));
            page.WriteLine($"{scale:0.0} · R  {Math.Pow(norms[0] / norms[^1], 1.0 / (Steps - 1)),15:0.00}  "
                + $"{norms[0].ToString(FormatOf(norms[0])),24}");
            run.Metric($"left-{scale:0.0}", $"gradient left after 99 time steps, recurrent weights times {scale:0.0}",
                norms[0], FormatOf(norms[0]));
        }

        const string Alt = "Three lines on a logarithmic axis over 100 time steps, from the gradient at the last one, "
            + "which is 1, back to the first. With half the recurrent weights it falls fastest; "
            + "as they begin, it falls slower, but to a tiny fraction; with twice the weights it grows.";
        run.Picture("vanishing", DecayPlot.Draw("How much gradient arrives at each time step", Alt, "time step",
            "size of dh", 1e-20, [.. curves]), Alt);
    }

    #region product
    // ‖dh‖ at each time step, the first one first.
    // At the last time step it begins as 1.
    public static double[] Norms(Tensor W, Tensor R, Tensor[] x)
    {
        var h = new Tensor[Steps + 1];            // each (N, U)
        h[0] = Tensor.Zeros([Samples, Units], DType.Float64);
        for (var t = 1; t <= Steps; t++)
            h[t] = x[t - 1].Dot(W).Add(h[t - 1].Dot(R)).Tanh();

        var norms = new double[Steps];
        var dh = Unit();
        for (var t = Steps; t >= 1; t--)
        {
            norms[t - 1] = Norm(dh);
            var dz = dh.Multiply(h[t].TanhSlope());   // 1 − h²
            dh = dz.DotTransposed(R);                 // dz·Rᵀ
        }

        return norms;
    }
    #endregion

    /// <summary>A gradient of size 1 for the last time step.</summary>
    internal static Tensor Unit()
    {
        var dh = Tensor.Normal([Samples, Units], seed: 1, dtype: DType.Float64);
        return dh.Scale(1 / Norm(dh));
    }

    /// <summary>Powers of ten only where a number is very small or very large.</summary>
    internal static string FormatOf(double size) => size is >= 0.01 and < 10_000 ? "0.##" : "0e0";

    internal static double Norm(Tensor x) => Math.Sqrt(x.Square().Sum().Item());
}
