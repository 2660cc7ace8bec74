namespace LearnDL.Plots;

/// <summary>
/// How something shrinks or grows step by step, on a logarithmic axis: a factor that is the same at every step gives a
/// straight line. Each curve has its own dashes and marks.
/// </summary>
public static class DecayPlot
{
    /// <param name="title">The title, for those who cannot see the picture.</param>
    /// <param name="description">What it shows, in words.</param>
    /// <param name="xLabel">What is counted along the horizontal axis, from 1 where a
    /// curve has no epochs of its own.</param>
    /// <param name="yLabel">What the values are.</param>
    /// <param name="least">What is smaller is drawn no more: below it curves leave the picture.</param>
    /// <param name="curves">The values, above 0, each at its epoch.</param>
    /// <exception cref="DataException">
    /// A value is not above 0, or infinite: a logarithmic axis has no place for it. Or no value reaches
    /// <paramref name="least"/>, or a curve has not one epoch per value.
    /// </exception>
    public static string Draw(
        string title, string description, string xLabel, string yLabel, double least, params ReadOnlySpan<Curve> curves)
    {
        PlotCheck.NotEmpty("DecayPlot", "curves", curves.Length);
        foreach (var curve in curves)
        {
            foreach (var value in curve.Values) PlotCheck.AboveZero("DecayPlot", curve.Name, value);
            PlotCheck.Paired($"DecayPlot: '{curve.Name}'", curve.Values.Count, "values", curve.Places.Count, "epochs");
        }

        var sheet = new Sheet(xLabel, yLabel);
        var (drawn, places) = (new List<double>(), new List<int>());
        for (var i = 0; i < curves.Length; i++)
        {
            double[] logs = [.. curves[i].Values.Select(value => value >= least ? Math.Log10(value) : double.NaN)];
            double[] steps = [.. curves[i].Places.Select(place => (double)place)];
            sheet.Line(steps, logs, i, curves.Length > 1 ? curves[i].Name : null);
            places.AddRange(curves[i].Places);
            drawn.AddRange(logs.Where(double.IsFinite));
        }

        if (drawn.Count == 0)
            throw new DataException("DecayPlot has nothing to draw.", $"a value of {least} or more",
                "only smaller ones, or none", "Choose a smaller least value.");
        var (low, high) = (drawn.Min(), drawn.Max());
        sheet.CountUp(places.Min(), places.Max());
        DecadeTicks.Set(sheet.Plot.Axes.Left, low, high, most: 8);
        if (curves.Length > 1) sheet.ShowKey();
        return sheet.ToSvg(title, description);
    }
}
