namespace LearnDL.Plots;

/// <summary>Points in a plane, a colour and a shape for each group.</summary>
public static class ScatterPlot
{
    public static string Draw(string title, string description, string xLabel, string yLabel, params ReadOnlySpan<PointGroup> groups)
    {
        var sheet = new Sheet(xLabel, yLabel);
        for (var i = 0; i < groups.Length; i++)
        {
            var points = sheet.Plot.Add.ScatterPoints(groups[i].X.ToArray(), groups[i].Y.ToArray(), Palette.Series(i));
            points.LegendText = groups[i].Name;
            points.MarkerShape = Palette.Marker(i);
            points.MarkerSize = 7;
        }

        sheet.ShowKey();
        return sheet.ToSvg(title, description);
    }
}
