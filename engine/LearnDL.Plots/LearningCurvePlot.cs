using ScottPlot.TickGenerators;

namespace LearnDL.Plots;

/// <summary>How loss or accuracy went, epoch by epoch; every curve but the first is dashed.</summary>
public static class LearningCurvePlot
{
    public static string Draw(string title, string description, string yLabel, params ReadOnlySpan<Curve> curves) => Draw(title, description, yLabel, null, curves);

    /// <param name="range">The ends of the vertical axis, for pictures that are to be compared; by default those of the curves.</param>
    public static string Draw(string title, string description, string yLabel, (double Low, double High)? range, params ReadOnlySpan<Curve> curves)
    {
        var sheet = new Sheet("epoch", yLabel);
        for (var i = 0; i < curves.Length; i++)
        {
            var values = curves[i].Values;
            var line = sheet.Plot.Add.ScatterLine(
                Enumerable.Range(1, values.Count).Select(epoch => (double)epoch).ToArray(), values.ToArray(), Palette.Series(i));
            if (curves.Length > 1) line.LegendText = curves[i].Name;
            line.LineWidth = i == 0 ? 2 : SvgPage.DashedLine;
        }

        var longest = 0;
        foreach (var curve in curves) longest = Math.Max(longest, curve.Values.Count);
        if (longest < 10) // there is no epoch 1.5
            sheet.Plot.Axes.Bottom.TickGenerator = new NumericManual(
                [.. Enumerable.Range(1, longest).Select(epoch => (double)epoch)], [.. Enumerable.Range(1, longest).Select(epoch => $"{epoch}")]);
        if (range is var (low, high)) sheet.Plot.Axes.SetLimitsY(low, high);
        if (curves.Length > 1) sheet.ShowKey();
        return sheet.ToSvg(title, description);
    }
}
