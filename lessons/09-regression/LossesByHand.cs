using LearnDL.Lessons;
using MathNet.Numerics.Statistics;

namespace Lessons.Regression;

/// <summary>Step 2: mse and mae of five tracts, what each pays for an error, and their gradients.</summary>
static class LossesByHand
{
    public static void Run(LessonRun run, Dataset data)
    {
        run.Heading("Two losses by hand");
        var page = run.Output("constants");

        #region five
        int[] rows = [0, 1, 5, 9, 161];
        var y = rows.Select(row => data.Y.At(row)).ToArray();
        var (mean, median) = (y.Average(), y.Median());

        page.WriteLine(string.Join("  ",
            y.Select(price => $"{price:0.0}")));
        page.WriteLine($"mean   {mean:0.00}  "
            + $"mse {Mse(mean, y):0.0}  mae {Mae(mean, y):0.00}");
        page.WriteLine($"median {median:0.00}  mse "
            + $"{Mse(median, y):0.0}  mae {Mae(median, y):0.00}");
        #endregion

        WithoutLast(run, y);
        Gradients(run, y, median);
    }

    static void WithoutLast(LessonRun run, double[] y)
    {
        var others = y[..^1];
        run.Metric("mean-five", "mean of the five prices", y.Average(), "0.0");
        run.Metric("mean-four", "mean without the tract at the ceiling", others.Average(), "0.0");
        run.Metric("median-five", "median of the five prices", y.Median(), "0.0");
        run.Metric("median-four", "median without the tract at the ceiling", others.Median(), "0.0");
    }

    #region losses
    // p: one prediction for all; y: the prices.
    static double Mse(double p, double[] y) =>
        y.Average(price => (p - price) * (p - price));

    static double Mae(double p, double[] y) =>
        y.Average(price => Math.Abs(p - price));
    #endregion

    static void Gradients(LessonRun run, double[] y, double p)
    {
        var page = run.Output("gradients");
        page.WriteLine("price  error    of mse    of mae");

        #region gradients
        var (N, dMse, dMae) = (y.Length, 0.0, 0.0);
        foreach (var price in y)
        {
            var e = p - price;
            var ofMse = 2 * e / N;                 // ∂mse/∂p
            var ofMae = (double)Math.Sign(e) / N;  // ∂mae/∂p
            (dMse, dMae) = (dMse + ofMse, dMae + ofMae);
            page.WriteLine($"{price,5:0.0}  {e,5:0.0}  "
                + $"{ofMse,8:0.00}  {ofMae,8:0.00}");
        }
        page.WriteLine(
            $"sum           {dMse,8:0.00}  {dMae,8:0.00}");
        #endregion

        var check = run.Output("differences");

        #region differences
        const double H = 1e-4;
        var mse = (Mse(p + H, y) - Mse(p - H, y)) / (2 * H);
        var mae = (Mae(p + H, y) - Mae(p - H, y)) / (2 * H);
        check.WriteLine(
            $"by differences{mse,8:0.00}  {mae,8:0.00}");
        #endregion

        run.Metric("pull-ceiling", "part of the tract at the ceiling in the gradient of the mse", 2 * (p - y[^1]) / N,
            "0.00");
        run.Metric("pull-others", "part of the other four in the gradient of the mse",
            dMse - 2 * (p - y[^1]) / N, "+0.00;-0.00");
    }
}
