using System.Xml.Linq;
using LearnDL.Models;

namespace LearnDL.Plots;

/// <summary>A picture of every figure of a training, with the same of the validation.</summary>
static class ReportCurves
{
    const string Validation = "val_";

    public static IEnumerable<XElement> Of(History history)
    {
        var figures = history.Keys.Select(NameOf).Distinct();
        XElement[] pictures = [.. figures.SelectMany(figure => Picture(history, figure))];
        return pictures.Length == 0 ? [] : [ReportPage.Gallery(pictures)];
    }

    static string NameOf(string key) =>
        key.StartsWith(Validation, StringComparison.Ordinal) ? key[Validation.Length..] : key;

    /// <summary>None where no value has a place on an axis.</summary>
    static IEnumerable<XElement> Picture(History history, string figure)
    {
        string[] keys = [.. new[] { figure, Validation + figure }
            .Where(key => history.Contains(key) && history[key].Any(double.IsFinite))];
        if (keys.Length > 0)
            yield return ReportPage.Picture(LearningCurvePlot.Draw($"{figure} by epoch",
                $"{string.Join(" and ", keys)} of {history.Epoch.Count} epochs", figure, history, keys));
    }
}
