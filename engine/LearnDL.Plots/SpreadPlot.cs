using MathNet.Numerics.Statistics;

namespace LearnDL.Plots;

/// <summary>
/// One row a candidate: a faint dot for each split it was measured on, a large one for the mean, a bar of one
/// standard deviation to either side. The axis need not start at zero: dots show place, not length.
/// </summary>
public static class SpreadPlot
{
    /// <summary>Of shares, written as percentages.</summary>
    /// <exception cref="DataException">There is no row, a row has no value, or one that is NaN or infinite.</exception>
    public static string Draw(
        string title, string description, string xLabel,
        params ReadOnlySpan<(string Name, IReadOnlyList<double> Values)> rows)
    {
        var sheet = Rows(xLabel, rows, out var low, out var high);
        Sheet.WritePercent(sheet.Plot.Axes.Bottom, 55);
        return Finished(sheet, title, description, low, high, Math.Max(0.01, (high - low) * 0.08), rows.Length);
    }

    /// <summary>Of numbers in a unit of their own.</summary>
    /// <exception cref="DataException">There is no row, a row has no value, or one that is NaN or infinite.</exception>
    public static string DrawNumbers(
        string title, string description, string xLabel,
        params ReadOnlySpan<(string Name, IReadOnlyList<double> Values)> rows)
    {
        var sheet = Rows(xLabel, rows, out var low, out var high);
        var margin = high > low ? (high - low) * 0.08 : high != 0 ? Math.Abs(high) / 2 : 1;
        return Finished(sheet, title, description, low, high, margin, rows.Length);
    }

    static Sheet Rows(string xLabel, ReadOnlySpan<(string Name, IReadOnlyList<double> Values)> rows, out double low,
        out double high)
    {
        PlotCheck.NotEmpty("SpreadPlot", "rows", rows.Length);
        foreach (var (name, values) in rows) PlotCheck.Finite("SpreadPlot", name, values);

        var sheet = new Sheet(xLabel);
        var names = new string[rows.Length];
        (low, high) = (double.MaxValue, double.MinValue);
        for (var i = 0; i < rows.Length; i++)
        {
            var (name, values) = rows[i];
            var y = rows.Length - 1 - i;
            names[y] = name;

            var dots = sheet.Plot.Add.ScatterPoints(
                values.ToArray(),
                values.Select((_, k) => y + 0.22 - 0.44 * k / Math.Max(1, values.Count - 1)).ToArray(),
                Palette.Series(i).WithAlpha(0.45));
            dots.MarkerSize = 6;

            var (mean, deviation) = values.MeanStandardDeviation(); // of a sample: √(Σ(v − mean)² / (n − 1))
            if (double.IsNaN(deviation)) deviation = 0;              // one split has no spread
            low = Math.Min(low, Math.Min(values.Min(), mean - deviation));   // of few splits the bar is longer
            high = Math.Max(high, Math.Max(values.Max(), mean + deviation)); // than the dots lie apart
            var bar = sheet.Plot.Add.Line(mean - deviation, y, mean + deviation, y);
            bar.LineColor = Palette.Series(i);
            bar.LineWidth = 3;
            bar.MarkerSize = 0;
            _ = sheet.Plot.Add.Marker(mean, y, Palette.Marker(i), 13, Palette.Series(i));
        }

        Sheet.Name(sheet.Plot.Axes.Left, names);
        return sheet;
    }

    static string Finished(Sheet sheet, string title, string description, double low, double high,
        double margin, int rows)
    {
        sheet.Plot.Axes.SetLimits(low - margin, high + margin, -0.6, rows - 0.4);
        return sheet.ToSvg(title, description, Sheet.Width, 80 + 56 * rows);
    }
}
