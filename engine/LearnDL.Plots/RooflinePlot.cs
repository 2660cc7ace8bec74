namespace LearnDL.Plots;

/// <summary>
/// The roofline of Williams, Waterman and Patterson (2009): work that does few operations for each byte is held down by
/// the memory, the slope; work that does many, by the processor, the flat part. Both axes are logarithmic.
/// </summary>
public static class RooflinePlot
{
    /// <param name="peak">The most the processor can do, GFLOP/s.</param>
    /// <param name="bandwidth">The most the memory can deliver, GB/s.</param>
    /// <exception cref="DataException">There is no point, or a value is not above 0, or infinite:
    /// a logarithmic axis has no place for it.</exception>
    public static string Draw(string title, string description, double peak, double bandwidth,
        IReadOnlyList<RooflinePoint> points)
    {
        PlotCheck.NotEmpty("RooflinePlot", "points", points.Count);
        PlotCheck.AboveZero("RooflinePlot", "peak", peak);
        PlotCheck.AboveZero("RooflinePlot", "bandwidth", bandwidth);
        foreach (var (name, flopsPerByte, speed) in points)
        {
            PlotCheck.AboveZero("RooflinePlot", name, flopsPerByte);
            PlotCheck.AboveZero("RooflinePlot", name, speed);
        }

        var sheet = new Sheet("FLOP per byte", "GFLOP/s");
        var corner = Math.Log10(peak / bandwidth);
        var left = Math.Min(points.Min(point => Math.Log10(point.FlopsPerByte)), corner) - 0.25;
        var right = Math.Max(points.Max(point => Math.Log10(point.FlopsPerByte)), corner) + 0.55;
        var (slowest, fastest) = (Math.Log10(points.Min(point => point.Speed)),
            Math.Log10(points.Max(point => point.Speed)));
        var bottom = Math.Min(slowest, left + Math.Log10(bandwidth)) - 0.15;
        // what is measured may lie above what was thought to be the most
        var top = Math.Max(fastest, Math.Log10(peak)) + 0.2;

        var roof = sheet.Plot.Add.ScatterLine(
            new[] { left, corner, right },
            new[] { left + Math.Log10(bandwidth), Math.Log10(peak), Math.Log10(peak) }, Palette.Ink);
        roof.LineWidth = 2;
        for (var i = 0; i < points.Count; i++)
        {
            var (x, y) = (Math.Log10(points[i].FlopsPerByte), Math.Log10(points[i].Speed));
            _ = sheet.Plot.Add.Marker(x, y, Palette.Marker(i), 11, Palette.Series(i));
            // Below the roof there is room on the right of the slope, and below the flat
            // part, unless the picture ends there.
            var flat = x > corner - 0.3;
            var (line, room) = (0.1 * (top - bottom), y - 0.15 * (top - bottom) > bottom);
            sheet.Write(points[i].Name, flat ? x : x + 0.12, flat ? room ? y - line : y + line : y, Palette.Ink,
                alignment: flat ? ScottPlot.Alignment.MiddleCenter : ScottPlot.Alignment.MiddleLeft);
        }

        DecadeTicks.Set(sheet.Plot.Axes.Bottom, left, right);
        DecadeTicks.Set(sheet.Plot.Axes.Left, bottom, top);
        sheet.Plot.Axes.SetLimits(left, right, bottom, top);
        return sheet.ToSvg(title, description);
    }
}
