using LearnDL.Models;

namespace LearnDL.Plots;

/// <summary>How loss or accuracy went, every value at its epoch; each curve has its own dashes and marks.</summary>
public static class LearningCurvePlot
{
    /// <exception cref="DataException">There is no curve, a curve has no finite value, or
    /// not one epoch per value.</exception>
    public static string Draw(string title, string description, string yLabel, params ReadOnlySpan<Curve> curves) =>
        Draw(title, description, yLabel, null, curves);

    /// <summary>Figures of a training, each value at the epoch that reported it:
    /// <c>Draw(…, "loss", history, "loss", "val_loss")</c>.</summary>
    /// <exception cref="UnknownNameException">Nothing of a name was reported.</exception>
    /// <exception cref="DataException">No name is given, or a figure was never finite.</exception>
    public static string Draw(string title, string description, string yLabel, History history,
        params ReadOnlySpan<string> keys)
    {
        var curves = new Curve[keys.Length];
        for (var i = 0; i < curves.Length; i++) curves[i] = Curve.Of(history, keys[i]);
        return Draw(title, description, yLabel, null, curves);
    }

    /// <param name="range">The ends of the vertical axis, for pictures that are to be compared; by
    /// default those of the curves.</param>
    /// <exception cref="DataException">There is no curve, a curve has no finite value, or
    /// not one epoch per value.</exception>
    /// <exception cref="HyperparameterException">The range's first end is not below its second.</exception>
    public static string Draw(
        string title, string description, string yLabel, (double Low, double High)? range,
        params ReadOnlySpan<Curve> curves)
    {
        PlotCheck.NotEmpty("LearningCurvePlot", "curves", curves.Length);
        PlotCheck.Range("LearningCurvePlot", range);
        foreach (var curve in curves)
        {
            PlotCheck.AnyFinite("LearningCurvePlot", curve.Name, curve.Values);
            PlotCheck.Paired($"LearningCurvePlot: '{curve.Name}'", curve.Values.Count, "values",
                curve.Places.Count, "epochs");
        }

        var sheet = new Sheet("epoch", yLabel);
        var drawn = new List<double>();
        var (first, last) = (int.MaxValue, int.MinValue);
        for (var i = 0; i < curves.Length; i++)
        {
            var epochs = curves[i].Places;
            sheet.Line([.. epochs.Select(epoch => (double)epoch)], curves[i].Values, i,
                curves.Length > 1 ? curves[i].Name : null);
            drawn.AddRange(curves[i].Values);
            (first, last) = (Math.Min(first, epochs.Min()), Math.Max(last, epochs.Max()));
        }

        sheet.CountUp(first, last);
        if ((range ?? Sheet.AroundOne(drawn)) is var (low, high)) sheet.Plot.Axes.SetLimitsY(low, high);
        if (curves.Length > 1) sheet.ShowKey();
        return sheet.ToSvg(title, description);
    }
}
