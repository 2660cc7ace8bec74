using LearnDL.Lessons;

namespace Lessons.Pima;

/// <summary>Step 3: is the gradient right? Move each weight a little and look at the loss.</summary>
static class GradientByDifferences
{
    public static void Run(LessonRun run, Dataset data)
    {
        run.Heading("Is the gradient right?");
        var page = run.Output("differences");
        var worst = 0.0;
        var x = Standardizer.Fit(data.X.Cast(DType.Float64)).Apply(data.X.Cast(DType.Float64));
        var y = data.Y.Cast(DType.Float64).Reshape(-1, 1);
        var w = Tensor.Normal([8, 1], stddev: 0.5, seed: run.Seed, dtype: DType.Float64);

        #region formula
        var p = x.Dot(w).Sigmoid();
        var dz = p.Subtract(y).Scale(1.0 / y.Size);
        var dw = x.TransposedDot(dz);
        #endregion

        #region differences
        const double H = 1e-4;

        double Slope(int i) =>
            (LossWith(i, +H) - LossWith(i, -H)) / (2 * H);

        double LossWith(int i, double change)
        {
            var moved = w.Keep();
            moved.AsSpan<double>()[i] += change;
            return Neuron.Loss(y, x.Dot(moved).Sigmoid());
        }
        #endregion

        page.WriteLine($"{"",-12}   formula  differences");
        for (var i = 0; i < 8; i++)
        {
            var slope = Slope(i);
            page.WriteLine($"{data.FeatureNames[i],-12} {dw.At(i, 0),9:0.000000}    {slope,9:0.000000}");
            worst = Math.Max(worst, Math.Abs(slope - dw.At(i, 0)));
        }

        run.Metric("differences-worst", "largest error of the gradient by hand", worst, "0.0e0");
    }
}
