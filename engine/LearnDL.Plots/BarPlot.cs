using System.Globalization;

namespace LearnDL.Plots;

/// <summary>Lying bars with their names beside them and their values at their ends, first one on top.</summary>
public static class BarPlot
{
    public static string Draw(string title, string description, string xLabel, IReadOnlyList<string> names, IReadOnlyList<double> values)
    {
        var sheet = new Sheet(xLabel);
        var top = names.Count - 1;
        var longest = values.Max();
        for (var i = 0; i < names.Count; i++)
        {
            var y = top - i;
            var bar = sheet.Plot.Add.Rectangle(0, values[i], y - 0.35, y + 0.35);
            bar.FillColor = Palette.Blue;
            bar.LineWidth = 0;
            sheet.Write(values[i].ToString("0.##", CultureInfo.InvariantCulture), values[i] + longest * 0.02, y,
                Palette.Ink, alignment: ScottPlot.Alignment.MiddleLeft);
        }

        Sheet.Name(sheet.Plot.Axes.Left, [.. names.Reverse()]);
        sheet.Plot.HideGrid();
        sheet.Plot.Axes.SetLimits(0, longest * 1.18, -0.6, top + 0.6);
        return sheet.ToSvg(title, description, Sheet.Width, 80 + 34 * names.Count);
    }
}
