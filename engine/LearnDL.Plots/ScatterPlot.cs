namespace LearnDL.Plots;

/// <summary>Points in a plane, a colour and a shape for each group.</summary>
public static class ScatterPlot
{
    /// <exception cref="DataException">There is no point, or one has no place: a coordinate is
    /// missing, NaN or infinite.</exception>
    public static string Draw(string title, string description, string xLabel, string yLabel,
        params ReadOnlySpan<PointGroup> groups)
    {
        PlotCheck.NotEmpty("ScatterPlot", "groups", groups.Length);
        foreach (var group in groups)
        {
            PlotCheck.Paired($"ScatterPlot: '{group.Name}'", group.X.Count, "x", group.Y.Count, "y");
            PlotCheck.AllFinite("ScatterPlot", group.Name, group.X);
            PlotCheck.AllFinite("ScatterPlot", group.Name, group.Y);
        }

        var sheet = new Sheet(xLabel, yLabel);
        var (allX, allY) = (new List<double>(), new List<double>());
        for (var i = 0; i < groups.Length; i++)
        {
            var points = sheet.Plot.Add.ScatterPoints(groups[i].X.ToArray(), groups[i].Y.ToArray(), Palette.Series(i));
            allX.AddRange(groups[i].X);
            allY.AddRange(groups[i].Y);
            points.LegendText = groups[i].Name;
            points.MarkerShape = Palette.Marker(i);
            points.MarkerSize = 7;
        }

        PlotCheck.NotEmpty("ScatterPlot", "points", allX.Count);
        if (Sheet.AroundOne(allX) is var (left, right)) sheet.Plot.Axes.SetLimitsX(left, right);
        if (Sheet.AroundOne(allY) is var (low, high)) sheet.Plot.Axes.SetLimitsY(low, high);
        sheet.ShowKey();
        return sheet.ToSvg(title, description);
    }
}
