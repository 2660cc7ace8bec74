using System.Globalization;

namespace LearnDL.Plots;

/// <summary>
/// Horizontal bars with their names beside them and their values at their ends, the first one on top. Every bar begins at
/// 0: to the right if its value is positive, to the left if it is negative.
/// </summary>
public static class BarPlot
{
    /// <exception cref="DataException">There is no bar, a name or a value is missing, or a
    /// value is NaN or infinite.</exception>
    public static string Draw(string title, string description, string xLabel, IReadOnlyList<string> names,
        IReadOnlyList<double> values)
    {
        PlotCheck.Paired("BarPlot", names.Count, "names", values.Count, "values");
        PlotCheck.Finite("BarPlot", xLabel, values);

        var sheet = new Sheet(xLabel);
        var top = names.Count - 1;
        var (low, high) = (Math.Min(0, values.Min()), Math.Max(0, values.Max()));
        var length = high > low ? high - low : 1;
        for (var i = 0; i < names.Count; i++)
        {
            var (y, negative) = (top - i, values[i] < 0);
            var bar = sheet.Plot.Add.Rectangle(Math.Min(0, values[i]), Math.Max(0, values[i]), y - 0.35, y + 0.35);
            bar.FillColor = Palette.Blue;
            bar.LineWidth = 0;
            sheet.Write(Text(values[i]), values[i] + (negative ? -0.02 : 0.02) * length, y, Palette.Ink,
                alignment: negative ? ScottPlot.Alignment.MiddleRight : ScottPlot.Alignment.MiddleLeft);
        }

        Sheet.Name(sheet.Plot.Axes.Left, [.. names.Reverse()]);
        sheet.Plot.HideGrid();
        var (left, right) = Room(names, values);
        sheet.Plot.Axes.SetLimits(low - left * length, high + right * length, -0.6, top + 0.6);
        return sheet.ToSvg(title, description, Sheet.Width, 80 + 34 * names.Count);
    }

    /// <summary>What the numbers need at both ends, as parts of the bars' length.</summary>
    static (double Left, double Right) Room(IReadOnlyList<string> names, IReadOnlyList<double> values)
    {
        var axis = Math.Max(1, Sheet.AxisBeside(names));
        var (left, right) = (Share(values.Where(value => value < 0)), Share(values.Where(value => value >= 0)));
        var whole = 1.04 / (1 - Math.Min(0.7, left + right));
        return (Part(left), Part(right));

        double Share(IEnumerable<double> side) =>
            side.Select(value => EmbeddedFont.WidthOf(Text(value), Sheet.Letters) + 6).DefaultIfEmpty(0).Max() / axis;
        double Part(double share) => share == 0 ? 0 : Math.Max(0.18, 0.02 + share * whole);
    }

    /// <summary>Two decimals; two significant digits below 0.1 and from 10⁷.</summary>
    static string Text(double value) =>
        value.ToString(Math.Abs(value) switch
        {
            0 => "0",
            < 0.1 or >= 1e7 => "G2",
            _ => "0.##"
        }, CultureInfo.InvariantCulture);
}
