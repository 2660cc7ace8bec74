using System.Globalization;
using ScottPlot;

namespace LearnDL.Plots;

/// <summary>
/// Tensors as grids of cells in a line, with signs between them: <c>new TensorPlot().Grid(a).Sign("+").Grid(b)</c>.
/// Ghost cells (dashed, pale) are values that broadcasting repeats but nobody stores.
/// </summary>
public sealed class TensorPlot
{
    const double Gap = 0.35, SignWidth = 0.9;

    readonly Sheet sheet = new();
    double right, tallest;

    /// <param name="cells">The values, row by row.</param>
    /// <param name="caption">Written below, as a rule the shape.</param>
    /// <param name="marked">Which cells to fill strongly: those the text speaks of.</param>
    /// <param name="ghost">Which cells exist only in thought.</param>
    /// <exception cref="DataException">There is no cell.</exception>
    public TensorPlot Grid(double[,] cells, string caption = "", Func<int, int, bool>? marked = null,
        Func<int, int, bool>? ghost = null)
    {
        PlotCheck.NotEmpty("TensorPlot: a grid", "cells", cells.Length);
        var (rows, columns) = (cells.GetLength(0), cells.GetLength(1));
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
            {
                var (x, y) = (right + j + 0.5, rows / 2.0 - i - 0.5);
                var text = cells[i, j].ToString("0.##", CultureInfo.InvariantCulture);
                if (ghost?.Invoke(i, j) == true) Ghost(x, y, text);
                else
                    sheet.Cell(x, y, text, marked?.Invoke(i, j) == true ? new(0xF6, 0xC3, 0x8E) : new(0xD6, 0xE8, 0xF4),
                        line: Palette.Blue);
            }

        if (caption.Length > 0)
            sheet.Write(caption, right + columns / 2.0, -rows / 2.0 - 0.15, Palette.Ink, 13, Alignment.UpperCenter);
        right += columns + Gap;
        tallest = Math.Max(tallest, rows);
        return this;
    }

    /// <summary>A sign such as "+" or "=" between two tensors.</summary>
    public TensorPlot Sign(string sign)
    {
        sheet.Write(sign, right - Gap / 2 + SignWidth / 2, 0, Palette.Ink, 20);
        right += SignWidth - Gap / 2 + 0.15;
        return this;
    }

    /// <exception cref="DataException">There is no grid.</exception>
    public string ToSvg(string title, string description)
    {
        PlotCheck.NotEmpty("TensorPlot", "grids", (int)tallest);
        sheet.Plot.Layout.Frameless();
        sheet.Plot.HideGrid();
        var width = right - Gap + 0.2;
        var height = tallest + 1.1;
        sheet.Plot.Axes.SetLimits(-0.1, width - 0.1, -tallest / 2 - 0.95, tallest / 2 + 0.15);
        // Cells are square, and never larger than they need be to hold three digits.
        var cell = Math.Min(Sheet.Width / width, 44);
        return sheet.ToSvg(title, description, (int)Math.Round(cell * width), (int)Math.Round(cell * height));
    }

    void Ghost(double x, double y, string text)
    {
        var square = sheet.Plot.Add.Rectangle(x - 0.5, x + 0.5, y - 0.5, y + 0.5);
        square.FillColor = Palette.Paper;
        square.LineColor = Palette.Blue;
        square.LineWidth = SvgPage.DottedLine;
        sheet.Write(text, x, y, Palette.Ink);
    }
}
