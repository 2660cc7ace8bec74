using LearnDL.Lessons;
using MathNet.Numerics.Statistics;

namespace Lessons.Functional;

/// <summary>How good probabilities of spam are, and what the seeds say of a difference.</summary>
static class Verdicts
{
    #region measures
    // How many are on the right side of one half.
    public static double Accuracy(Tensor p, Tensor y) =>
        Rows(y).Average(n => p.At(n) > 0.5 == (y.At(n) == 1)
            ? 1.0 : 0);

    // −ln of the probability that the truth was given
    public static double Loss(Tensor p, Tensor y) =>
        Rows(y).Average(n => -Math.Log(Math.Max(1e-7,
            y.At(n) == 1 ? p.At(n) : 1 - p.At(n))));
    #endregion

    static IEnumerable<int> Rows(Tensor y) => Enumerable.Range(0, y.Size);

    public static double Deviation(IReadOnlyCollection<double> values) =>
        values.Count > 1 ? values.StandardDeviation() : 0;

    /// <summary>Mean and standard deviation, as percentages.</summary>
    public static string Percent(IReadOnlyCollection<double> values) =>
        $"{100 * values.Average(),5:0.0} ± {100 * Deviation(values):0.0}";

    /// <summary>The mean of some points, which is never −0.0.</summary>
    public static string Points(IReadOnlyCollection<double> values) =>
        $"{Math.Round(values.Average(), 1) + 0:0.0;−0.0}";

    /// <summary>Mean and standard deviation of a loss.</summary>
    public static string Number(IReadOnlyCollection<double> values) =>
        $"{values.Average():0.000} ± {Deviation(values):0.000}";

    /// <summary>The same split is easy or hard for all, so two are compared split by split.</summary>
    public static void RecordGap(LessonRun run, Candidate a, Candidate b)
    {
        double[] points = [.. a.Accuracy.Zip(b.Accuracy, (x, y) => 100 * (x - y))];
        double[] losses = [.. a.Loss.Zip(b.Loss, (x, y) => x - y)];
        var (key, of) = ($"{a.Key}-{b.Key}", $"{a.Name} minus {b.Name}, seed by seed");
        run.Metric(key, $"validation accuracy in points, {of}", points.Average(), "+0.00;−0.00");
        run.Metric(key + "-spread", $"validation accuracy in points, {of}, standard deviation", Deviation(points),
            "0.00");
        run.Metric(key + "-wins", $"seeds in which the accuracy of {a.Name} is above that of {b.Name}",
            points.Count(gap => gap > 0), "0");
        run.Metric(key + "-losses", $"seeds in which the accuracy of {a.Name} is below that of {b.Name}",
            points.Count(gap => gap < 0), "0");
        run.Metric(key + "-loss", $"validation loss, {of}", losses.Average(), "+0.000;−0.000");
        run.Metric(key + "-loss-spread", $"validation loss, {of}, standard deviation", Deviation(losses), "0.000");
        run.Metric(key + "-loss-wins", $"seeds in which the loss of {a.Name} is below that of {b.Name}",
            losses.Count(gap => gap < 0), "0");
    }

    public static void Print(LessonRun run, string output, IReadOnlyList<Candidate> candidates, string title)
    {
        var page = run.Output(output);
        page.WriteLine($"{title,-25} right (%)      loss");
        foreach (var candidate in candidates)
        {
            page.WriteLine($"{candidate.Name,-24} {Percent(candidate.Accuracy)}   {Number(candidate.Loss)}");
            candidate.Record(run);
        }
    }
}
