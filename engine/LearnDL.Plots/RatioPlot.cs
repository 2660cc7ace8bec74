using System.Globalization;

namespace LearnDL.Plots;

/// <summary>
/// How many times as much, a horizontal bar per ratio, the first one on top. Bars begin at 1 on a logarithmic axis: twice
/// as much reaches as far to the right as half as much to the left, and neither hides beside 47 times as much.
/// </summary>
public static class RatioPlot
{
    /// <exception cref="DataException">There is no bar, a name or a ratio is missing, or a ratio is not above 0, or
    /// infinite: a logarithmic axis has no place for it.</exception>
    public static string Draw(string title, string description, string xLabel, IReadOnlyList<string> names,
        IReadOnlyList<double> ratios)
    {
        PlotCheck.Paired("RatioPlot", names.Count, "names", ratios.Count, "ratios");
        PlotCheck.NotEmpty("RatioPlot", "ratios", ratios.Count);
        for (var i = 0; i < names.Count; i++) PlotCheck.AboveZero("RatioPlot", names[i], ratios[i]);

        var sheet = new Sheet(xLabel);
        var top = names.Count - 1;
        double[] logs = [.. ratios.Select(Math.Log10)];
        var (low, high) = (Math.Min(0, logs.Min()), Math.Max(0, logs.Max()));
        var length = Math.Max(high - low, 0.3); // ratios that are all 1 get an axis, too
        for (var i = 0; i < names.Count; i++)
        {
            var (y, less) = (top - i, logs[i] < 0);
            var bar = sheet.Plot.Add.Rectangle(Math.Min(0, logs[i]), Math.Max(0, logs[i]), y - 0.35, y + 0.35);
            bar.FillColor = less ? Palette.Vermilion : Palette.Blue;
            bar.LineWidth = 0;
            sheet.Write(Text(ratios[i]), logs[i] + (less ? -0.02 : 0.02) * length, y, Palette.Ink,
                alignment: less ? ScottPlot.Alignment.MiddleRight : ScottPlot.Alignment.MiddleLeft);
        }

        var one = sheet.Plot.Add.VerticalLine(0, color: Palette.Ink);
        one.LineWidth = 1;
        Sheet.Name(sheet.Plot.Axes.Left, [.. names.Reverse()]);
        sheet.Plot.Grid.YAxisStyle.IsVisible = false;
        // Numbers stand outside the bars: the axis goes on until they fit.
        var widest = ratios.Max(ratio => EmbeddedFont.WidthOf(Text(ratio), Sheet.Letters)) + 8;
        var share = Math.Min(0.35, widest / Math.Max(1, Sheet.AxisBeside(names)));
        var room = length * share / (1 - share * (low < 0 ? 2 : 1));
        var (left, right) = (low < 0 ? low - room : low, high + room);
        DecadeTicks.Set(sheet.Plot.Axes.Bottom, left, high);
        sheet.Plot.Axes.SetLimits(left, right, -0.6, top + 0.6);
        return sheet.ToSvg(title, description, Sheet.Width, 80 + 34 * names.Count);
    }

    static string Text(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture);
}
