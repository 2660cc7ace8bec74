namespace LearnDL.Plots;

/// <summary>
/// The roofline of Williams, Waterman and Patterson (2009): work that does few operations for each byte is held down by the memory, the slope;
/// work that does many, by the processor, the flat part. Both axes are logarithmic.
/// </summary>
public static class RooflinePlot
{
    /// <param name="peak">The most the processor can do, GFLOP/s.</param>
    /// <param name="bandwidth">The most the memory can deliver, GB/s.</param>
    /// <exception cref="ArgumentException">A value is not above 0: a logarithmic axis has no place for it.</exception>
    public static string Draw(string title, string description, double peak, double bandwidth, IReadOnlyList<RooflinePoint> points)
    {
        foreach (var value in points.SelectMany(point => new[] { point.FlopsPerByte, point.Speed }).Append(peak).Append(bandwidth))
            if (!(value > 0)) throw new ArgumentException($"There is a {value}; a logarithmic axis needs values above 0.", nameof(points));

        var sheet = new Sheet("FLOP for each byte", "GFLOP/s");
        var corner = Math.Log10(peak / bandwidth);
        var left = Math.Min(points.Min(point => Math.Log10(point.FlopsPerByte)), corner) - 0.25;
        var right = Math.Max(points.Max(point => Math.Log10(point.FlopsPerByte)), corner) + 0.55;
        var (bottom, top) = (Math.Min(points.Min(point => Math.Log10(point.Speed)), left + Math.Log10(bandwidth)) - 0.15, Math.Log10(peak) + 0.2);

        var roof = sheet.Plot.Add.ScatterLine(
            new[] { left, corner, right }, new[] { left + Math.Log10(bandwidth), Math.Log10(peak), Math.Log10(peak) }, Palette.Ink);
        roof.LineWidth = 2;
        for (var i = 0; i < points.Count; i++)
        {
            var (x, y) = (Math.Log10(points[i].FlopsPerByte), Math.Log10(points[i].Speed));
            _ = sheet.Plot.Add.Marker(x, y, Palette.Marker(i), 11, Palette.Series(i));
            // Below the roof there is room on the right of the slope, and below the flat part.
            var flat = x > corner - 0.3;
            sheet.Write(points[i].Name, flat ? x : x + 0.12, flat ? y - 0.1 * (top - bottom) : y, Palette.Ink,
                alignment: flat ? ScottPlot.Alignment.MiddleCenter : ScottPlot.Alignment.MiddleLeft);
        }

        DecadeTicks.Set(sheet.Plot.Axes.Bottom, left, right);
        DecadeTicks.Set(sheet.Plot.Axes.Left, bottom, top);
        sheet.Plot.Axes.SetLimits(left, right, bottom, top);
        return sheet.ToSvg(title, description);
    }
}
