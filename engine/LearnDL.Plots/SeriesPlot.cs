using ScottPlot.TickGenerators;

namespace LearnDL.Plots;

/// <summary>What was measured month by month, and forecasts beside it; every curve but the first is dashed. Where a curve has no value it has NaN, and nothing is drawn.</summary>
public static class SeriesPlot
{
    const int Labels = 6;

    /// <param name="months">The moments as <c>1949-01</c>, one for every value of every curve.</param>
    /// <exception cref="ArgumentException">A curve has another number of values.</exception>
    public static string Draw(string title, string description, string yLabel, IReadOnlyList<string> months, params ReadOnlySpan<Curve> curves)
    {
        var sheet = new Sheet("", yLabel);
        for (var i = 0; i < curves.Length; i++)
        {
            var values = curves[i].Values;
            if (values.Count != months.Count)
                throw new ArgumentException($"The curve '{curves[i].Name}' has {values.Count} values for {months.Count} months.", nameof(curves));
            var drawn = Enumerable.Range(0, values.Count).Where(t => double.IsFinite(values[t])).ToArray();
            var line = sheet.Plot.Add.ScatterLine(drawn.Select(t => (double)t).ToArray(), drawn.Select(t => values[t]).ToArray(), Palette.Series(i));
            if (curves.Length > 1) line.LegendText = curves[i].Name;
            line.LineWidth = i == 0 ? 2 : SvgPage.DashedLine;
        }

        var januaries = Enumerable.Range(0, months.Count).Where(t => months[t].EndsWith("-01", StringComparison.Ordinal)).ToArray();
        var step = Math.Max(1, (januaries.Length + Labels - 1) / Labels);
        var labelled = januaries.Where((_, i) => i % step == 0).ToArray();
        sheet.Plot.Axes.Bottom.TickGenerator = new NumericManual([.. labelled.Select(t => (double)t)], [.. labelled.Select(t => months[t][..^3])]);
        if (curves.Length > 1) sheet.ShowKey();
        return sheet.ToSvg(title, description);
    }
}
