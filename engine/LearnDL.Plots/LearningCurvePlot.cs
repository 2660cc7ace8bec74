namespace LearnDL.Plots;

/// <summary>How loss or accuracy went, epoch by epoch; every curve but the first is dashed.</summary>
public static class LearningCurvePlot
{
    public static string Draw(string title, string description, string yLabel, params ReadOnlySpan<Curve> curves)
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

        if (curves.Length > 1) sheet.ShowKey();
        return sheet.ToSvg(title, description);
    }
}
