using System.Globalization;

namespace LearnDL.Plots;

/// <summary>
/// How far each of several steps leads, one below the other: a bar begins where the one before ended. The axis is
/// logarithmic, so that a bar's length is the factor that its step gained; a step back is drawn in another colour.
/// </summary>
public static class StaircasePlot
{
    /// <param name="steps">Names and values, first step on top; the values are above 0.</param>
    /// <param name="limits">Dashed lines that no step can cross, from left to right; their
    /// names stand above the drawing.</param>
    /// <exception cref="DataException">There is no step, or a value is not above 0, or infinite:
    /// a logarithmic axis has no place for it.</exception>
    public static string Draw(string title, string description, string xLabel,
        IReadOnlyList<(string Name, double Value)> steps, IReadOnlyList<(string Name, double Value)> limits)
    {
        PlotCheck.NotEmpty("StaircasePlot", "steps", steps.Count);
        foreach (var (name, value) in steps.Concat(limits)) PlotCheck.AboveZero("StaircasePlot", name, value);

        var sheet = new Sheet(xLabel);
        var top = steps.Count - 1;
        var all = steps.Concat(limits).Select(step => Math.Log10(step.Value)).ToList();
        var (low, high) = (Math.Floor(all.Min() - 0.1), all.Max());
        DecadeTicks.Set(sheet.Plot.Axes.Bottom, low, high);

        foreach (var (_, value) in limits)
        {
            var line = sheet.Plot.Add.Line(Math.Log10(value), -0.6, Math.Log10(value), top + 0.6);
            line.LineColor = Palette.Ink;
            line.LineWidth = SvgPage.DashedLine;
            line.MarkerSize = 0;
        }

        var axis = Math.Max(1, Sheet.AxisBeside(steps.Select(step => step.Name)));
        var end = high + 0.06 * (high - low); // the axis ends behind the last number
        var narrow = 0.35 * (high - low); // left of a bar that begins further right there is room for its number
        for (var i = 0; i < steps.Count; i++)
        {
            var (y, to) = (top - i, Math.Log10(steps[i].Value));
            var from = i == 0 ? low : Math.Log10(steps[i - 1].Value);
            var (left, right) = (Math.Min(from, to), Math.Max(from, to));
            right = Math.Max(right, left + 0.012 * (high - low)); // a step that gained nothing is seen, too
            var bar = sheet.Plot.Add.Rectangle(left, right, y - 0.35, y + 0.35);
            bar.FillColor = to >= from ? Palette.Blue : Palette.Vermilion;
            bar.LineWidth = 0;
            if (left - low > narrow)
                sheet.Write(Text(steps[i].Value), left - 0.02 * (high - low), y, Palette.Ink,
                    alignment: ScottPlot.Alignment.MiddleRight);
            else
            {
                var at = right + 0.02 * (high - low);
                sheet.Write(Text(steps[i].Value), at, y, Palette.Ink, alignment: ScottPlot.Alignment.MiddleLeft);
                var share = Math.Min(0.5, (4 + EmbeddedFont.WidthOf(Text(steps[i].Value), Sheet.Letters)) / axis);
                end = Math.Max(end, low + (at - low) / (1 - share));
            }
        }

        for (var i = 0; i < limits.Count; i++)
            sheet.Write($"{limits[i].Name} {Text(limits[i].Value)}", Math.Log10(limits[i].Value),
                top + 1 + 0.7 * (limits.Count - 1 - i),
                Palette.Ink, alignment: ScottPlot.Alignment.MiddleRight);
        sheet.Plot.Grid.YAxisStyle.IsVisible = false;
        Sheet.Name(sheet.Plot.Axes.Left, [.. steps.Reverse().Select(step => step.Name)]);
        sheet.Plot.Axes.SetLimits(low, end, -0.6, top + 0.7 + 0.7 * limits.Count);
        return sheet.ToSvg(title, description, Sheet.Width, 80 + 32 * (steps.Count + limits.Count));
    }

    static string Text(double value) => value.ToString(value < 20 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
