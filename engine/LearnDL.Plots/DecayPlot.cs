namespace LearnDL.Plots;

/// <summary>How something shrinks or grows step by step, on a logarithmic axis: a factor that is the same at every step gives a straight line. Every curve but the first is dashed.</summary>
public static class DecayPlot
{
    /// <param name="title">The title, for those who cannot see the picture.</param>
    /// <param name="description">What it shows, in words.</param>
    /// <param name="xLabel">What is counted along the horizontal axis, from 1.</param>
    /// <param name="yLabel">What the values are.</param>
    /// <param name="least">What is smaller is drawn no more: below it curves leave the picture.</param>
    /// <param name="curves">The values, above 0.</param>
    /// <exception cref="ArgumentException">A value is not above 0: a logarithmic axis has no place for it.</exception>
    public static string Draw(string title, string description, string xLabel, string yLabel, double least, params ReadOnlySpan<Curve> curves)
    {
        var sheet = new Sheet(xLabel, yLabel);
        var (low, high) = (double.MaxValue, double.MinValue);
        for (var i = 0; i < curves.Length; i++)
        {
            foreach (var value in curves[i].Values)
                if (!(value > 0)) throw new ArgumentException($"The curve '{curves[i].Name}' has a {value}; a logarithmic axis needs values above 0.", nameof(curves));
            var (steps, logs) = (new List<double>(), new List<double>());
            for (var t = 0; t < curves[i].Values.Count; t++)
                if (curves[i].Values[t] >= least)
                {
                    steps.Add(t + 1);
                    logs.Add(Math.Log10(curves[i].Values[t]));
                }
            if (logs.Count == 0) continue;
            (low, high) = (Math.Min(low, logs.Min()), Math.Max(high, logs.Max()));
            var line = sheet.Plot.Add.ScatterLine(steps.ToArray(), logs.ToArray(), Palette.Series(i));
            if (curves.Length > 1) line.LegendText = curves[i].Name;
            line.LineWidth = i == 0 ? 2 : SvgPage.DashedLine;
        }

        DecadeTicks.Set(sheet.Plot.Axes.Left, low, high, most: 8);
        if (curves.Length > 1) sheet.ShowKey();
        return sheet.ToSvg(title, description);
    }
}
