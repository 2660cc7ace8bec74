using System.Globalization;
using LearnDL.Metrics;
using LearnDL.Tensors;

namespace LearnDL.Plots;

/// <summary>Rows are what was true, columns what was predicted; a cell's depth is its share of the row.</summary>
public static class ConfusionMatrixPlot
{
    /// <exception cref="DataException">There is no class, the counts are not those of these
    /// classes, or one is negative.</exception>
    public static string Draw(string title, string description, int[,] counts, IReadOnlyList<string> classes)
    {
        var k = classes.Count;
        Check(counts, k);
        var sheet = new Sheet("predicted", "true");
        for (var i = 0; i < k; i++)
        {
            var row = Math.Max(1, Enumerable.Range(0, k).Sum(j => (long)counts[i, j]));
            for (var j = 0; j < k; j++)
                sheet.Cell(j, k - 1 - i, counts[i, j].ToString(CultureInfo.InvariantCulture),
                    Palette.Sequential((double)counts[i, j] / row), k > 5 ? 13 : 20);
        }

        Sheet.Name(sheet.Plot.Axes.Bottom, classes);
        Sheet.Name(sheet.Plot.Axes.Left, [.. classes.Reverse()]);
        sheet.Plot.HideGrid();
        sheet.Plot.Axes.SetLimits(-0.5, k - 0.5, -0.5, k - 0.5);
        return sheet.ToSvg(title, description, Sheet.Width, k > 5 ? 400 : Sheet.Height);
    }

    /// <summary>Counts and draws: <c>Draw(…, y, model.PredictClasses(x))</c>.</summary>
    /// <param name="title">The picture's name, for those who cannot see it.</param>
    /// <param name="description">What there is to see, for the same.</param>
    /// <param name="labels">The true classes (N), or (N, 1).</param>
    /// <param name="predictions">The predicted classes (N), or (N, 1).</param>
    /// <param name="classes">Their names; by default their numbers.</param>
    /// <exception cref="ShapeException">There is not one label and one prediction per sample.</exception>
    /// <exception cref="DataException">Some are not classes, or have no name.</exception>
    public static string Draw(string title, string description, Tensor labels, Tensor predictions,
        IReadOnlyList<string>? classes = null)
    {
        if (labels.Size == 0)
            PlotCheck.NotEmpty("ConfusionMatrixPlot", "samples", 0);
        var table = ConfusionMatrix.Of(labels, predictions, classes?.Count);
        var (k, flat) = (table.Shape[0], table.ToArray<int>());
        var counts = new int[k, k];
        for (var i = 0; i < flat.Length; i++)
            counts[i / k, i % k] = flat[i];
        return Draw(title, description, counts,
            classes ?? [.. Enumerable.Range(0, k).Select(number => number.ToString(CultureInfo.InvariantCulture))]);
    }

    static void Check(int[,] counts, int k)
    {
        PlotCheck.NotEmpty("ConfusionMatrixPlot", "classes", k);
        if (counts.GetLength(0) != k || counts.GetLength(1) != k)
            throw new DataException("ConfusionMatrixPlot: the counts are not those of the classes.",
                $"({k}, {k}) counts for {k} classes",
                $"({counts.GetLength(0)}, {counts.GetLength(1)})", "Give a name for each row of the matrix.");
        if (counts.Cast<int>().Min() is < 0 and var least)
            throw new DataException("ConfusionMatrixPlot: a count is negative.", "counts from 0", $"{least}",
                "Count samples; rates and differences are for HeatMapPlot.");
    }
}
