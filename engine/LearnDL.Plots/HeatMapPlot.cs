namespace LearnDL.Plots;

/// <summary>
/// A matrix as coloured cells, row 0 on top. Values of one sign run from pale to blue; values of both signs run
/// from blue (negative) over pale (0) to vermilion (positive). A cell without a value (NaN) is grey.
/// </summary>
public static class HeatMapPlot
{
    /// <param name="rowHeight">Pixels of a row, for tables whose rows are to be read; by default the cells are square,
    /// as far as the picture stays low.</param>
    /// <param name="range">The values of the two ends of the colours, for values with a known range; by default the
    /// smallest and the largest.</param>
    /// <exception cref="DataException">There is no cell, or not one name per row or column.</exception>
    /// <exception cref="HyperparameterException">The range's first end is not below its second.</exception>
    public static string Draw(
        string title, string description, double[,] values,
        IReadOnlyList<string>? rowNames = null, IReadOnlyList<string>? columnNames = null,
        Func<double, string>? write = null, int? rowHeight = null, (double Low, double High)? range = null)
    {
        var (rows, columns) = (values.GetLength(0), values.GetLength(1));
        PlotCheck.NotEmpty("HeatMapPlot", "cells", values.Length);
        PlotCheck.Paired("HeatMapPlot", rowNames?.Count ?? rows, "names", rows, "rows");
        PlotCheck.Paired("HeatMapPlot", columnNames?.Count ?? columns, "names", columns, "columns");
        PlotCheck.Range("HeatMapPlot", range);
        var all = values.Cast<double>().Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        var (low, high) = range ?? (all.Min(), all.Max());
        var signed = low < 0 && high > 0;
        var widest = Math.Max(Math.Max(high, -low), double.Epsilon);
        var width = Math.Max(high - low, double.Epsilon);

        var sheet = new Sheet();
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
            {
                var fill = double.IsNaN(values[i, j]) ? Palette.Grid
                    : signed ? Palette.Diverging(values[i, j] / widest)
                    : Palette.Sequential((values[i, j] - low) / width);
                sheet.Cell(j, rows - 1 - i, write?.Invoke(values[i, j]) ?? "", fill, line: write is null ? fill : null);
            }

        if (rowNames is null) sheet.Plot.Axes.Left.IsVisible = false;
        else Sheet.Name(sheet.Plot.Axes.Left, [.. rowNames.Reverse()]);
        if (columnNames is null) sheet.Plot.Axes.Bottom.IsVisible = false;
        else Sheet.Name(sheet.Plot.Axes.Bottom, columnNames);
        sheet.Plot.HideGrid();
        sheet.Plot.Axes.SetLimits(-0.5, columns - 0.5, -0.5, rows - 0.5);
        return sheet.ToSvg(title, description, Sheet.Width,
            rowHeight is { } pixels ? 60 + pixels * rows : Math.Clamp(60 + Sheet.Width * rows / columns, 120, 560));
    }
}
