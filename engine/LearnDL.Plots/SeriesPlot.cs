using ScottPlot.TickGenerators;

namespace LearnDL.Plots;

/// <summary>
/// What was measured month by month, and forecasts beside it, each with its own dashes and marks.
/// Where a curve has no value it has NaN, and the line is broken.
/// </summary>
public static class SeriesPlot
{
    const int Labels = 6;

    /// <param name="months">The moments as <c>1949-01</c>, one for every value of every curve.</param>
    /// <exception cref="DataException">A curve has another number of values, no finite one, or
    /// epochs, which no month has.</exception>
    public static string Draw(
        string title, string description, string yLabel, IReadOnlyList<string> months,
        params ReadOnlySpan<Curve> curves)
    {
        PlotCheck.NotEmpty("SeriesPlot", "curves", curves.Length);
        foreach (var curve in curves)
        {
            PlotCheck.Paired($"SeriesPlot: '{curve.Name}'", curve.Values.Count, "values", months.Count, "months");
            PlotCheck.AnyFinite("SeriesPlot", curve.Name, curve.Values);
            if (curve.Epochs is { } epochs)
                throw new DataException($"SeriesPlot: '{curve.Name}' has epochs, but a series has months.",
                    "one value per month",
                    $"{epochs.Count} epochs", "Leave the epochs out, or draw the curve with LearningCurvePlot.");
        }

        var sheet = new Sheet("", yLabel);
        var drawn = new List<double>();
        for (var i = 0; i < curves.Length; i++)
        {
            var name = curves.Length > 1 ? curves[i].Name : null;
            sheet.Line([.. Enumerable.Range(0, months.Count).Select(t => (double)t)], curves[i].Values, i, name);
            drawn.AddRange(curves[i].Values);
        }

        if (Sheet.AroundOne(drawn) is var (low, high)) sheet.Plot.Axes.SetLimitsY(low, high);

        var januaries = Enumerable.Range(0, months.Count)
            .Where(t => months[t].EndsWith("-01", StringComparison.Ordinal)).ToArray();
        if (januaries.Length == 0) // within a year the first month is named
            sheet.Plot.Axes.Bottom.TickGenerator = new NumericManual([0], [months[0]]);
        else MarkYears(sheet, months, januaries);
        if (curves.Length > 1) sheet.ShowKey();
        return sheet.ToSvg(title, description);
    }

    static void MarkYears(Sheet sheet, IReadOnlyList<string> months, int[] januaries)
    {
        var step = Math.Max(1, (januaries.Length + Labels - 1) / Labels);
        var labelled = januaries.Where((_, i) => i % step == 0).ToArray();
        sheet.Plot.Axes.Bottom.TickGenerator = new NumericManual(
            [.. labelled.Select(t => (double)t)], [.. labelled.Select(t => months[t][..^3])]);
    }
}
