namespace LearnDL.Plots;

/// <summary>
/// Words as points in a plane, a colour and a shape for each group, and beside some of them
/// the word, wherever it covers no other.
/// </summary>
public static class WordMapPlot
{
    const int Height = 460;
    const float Letters = 13;

    /// <exception cref="DataException">There is no word, or one has no place: a
    /// coordinate is NaN or infinite.</exception>
    public static string Draw(string title, string description, params ReadOnlySpan<WordGroup> groups)
    {
        var sheet = new Sheet("first direction", "second direction");
        var (x, y) = (new List<double>(), new List<double>());
        foreach (var group in groups)
            foreach (var word in group.Words)
            {
                x.Add(word.X);
                y.Add(word.Y);
            }

        PlotCheck.Finite("WordMapPlot", "first direction", x);
        PlotCheck.Finite("WordMapPlot", "second direction", y);

        // Room on both sides for half a word.
        var (width, height) = (Length(x), Length(y));
        sheet.Plot.Axes.SetLimits(x.Min() - 0.16 * width, x.Max() + 0.16 * width, y.Min() - 0.05 * height,
            y.Max() + 0.08 * height);
        for (var i = 0; i < groups.Length; i++)
        {
            var points = sheet.Plot.Add.ScatterPoints(groups[i].Words.Select(word => word.X).ToArray(),
                groups[i].Words.Select(word => word.Y).ToArray(), Palette.Series(i));
            points.LegendText = groups[i].Name;
            points.MarkerShape = Palette.Marker(i);
            points.MarkerSize = 5;
        }

        // A pixel in the units of the axes, near enough: the frame takes about 90 pixels
        // of the width and 120 of the height.
        var (pixelX, pixelY) = (1.32 * width / (Sheet.Width - 90), 1.13 * height / (Height - 120));
        var taken = new List<(double Left, double Right, double Y)>();
        for (var i = 0; i < groups.Length; i++)
            foreach (var (word, wordX, wordY, isNamed) in groups[i].Words)
            {
                var (half, at) = (EmbeddedFont.WidthOf(word, Letters) / 2 * pixelX, wordY + 10 * pixelY);
                if (!isNamed || taken.Exists(other =>
                    other.Left < wordX + half && other.Right > wordX - half && Math.Abs(other.Y - at) < 13 * pixelY))
                    continue;
                taken.Add((wordX - half, wordX + half, at));
                sheet.Write(word, wordX, at, Palette.Series(i), Letters);
            }

        sheet.ShowKey();
        return sheet.ToSvg(title, description, Sheet.Width, Height);
    }

    static double Length(List<double> places) => places.Max() > places.Min() ? places.Max() - places.Min() : 1;
}
