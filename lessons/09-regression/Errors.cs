using LearnDL.Lessons;
using MathNet.Numerics.Statistics;

namespace Lessons.Regression;

/// <summary>How far predictions are from prices, in thousands of dollars.</summary>
static class Errors
{
    #region errors
    // √(1/N Σ (p − y)²)
    public static double Rmse(Tensor p, Tensor y) =>
        Math.Sqrt(Differences(p, y).Average(e => e * e));

    // 1/N Σ |p − y|
    public static double Mae(Tensor p, Tensor y) =>
        Differences(p, y).Average(Math.Abs);
    #endregion

    public static IEnumerable<double> Differences(Tensor p, Tensor y) =>
        Enumerable.Range(0, y.Size).Select(n => p.Reshape(-1).At(n) - y.At(n));

    /// <summary>Mean and standard deviation as text.</summary>
    public static string Spread(IEnumerable<double> values) =>
        values.MeanStandardDeviation() is var (mean, deviation)
            ? $"{mean:0.00} ± {(double.IsNaN(deviation) ? 0 : deviation):0.00}" : "";

    /// <summary>The same split is easy or hard for all, so two candidates are compared split by split.</summary>
    public static void RecordGap(LessonRun run, Candidate candidate, Candidate other, string prefix = "")
    {
        double[] gaps = [.. candidate.Rmse.Zip(other.Rmse, (a, b) => a - b)];
        var (key, of) = ($"{prefix}{candidate.Key}-{other.Key}", $"RMSE, {candidate.Name} minus {other.Name}, split by split");
        run.Metric(key, of, gaps.Average(), "+0.00;−0.00");
        run.Metric(key + "-spread", of + ", standard deviation", gaps.Length > 1 ? gaps.StandardDeviation() : 0,
            "0.00");
        run.Metric(key + "-wins", $"splits in which {candidate.Name} is better than {other.Name}",
            gaps.Count(gap => gap < 0), "0");
    }
}
