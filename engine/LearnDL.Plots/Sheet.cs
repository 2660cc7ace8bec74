using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace LearnDL.Plots;

/// <summary>An empty picture in the project's style, drawn small so that its letters stay large on a phone.</summary>
sealed class Sheet
{
    internal const int Width = 420, Height = 300;
    internal const float Letters = 15;

    internal Plot Plot { get; } = new();

    internal Sheet(string xLabel = "", string yLabel = "")
    {
        EmbeddedFont.Register();
        Plot.Font.Set(EmbeddedFont.Family);
        Plot.FigureBackground.Color = Palette.Paper;
        Plot.DataBackground.Color = Palette.Paper;
        Plot.Axes.Color(Palette.Ink);
        Plot.Grid.MajorLineColor = Palette.Grid;
        Plot.XLabel(xLabel, Letters);
        Plot.YLabel(yLabel, Letters);
        foreach (var axis in new IAxis[] { Plot.Axes.Bottom, Plot.Axes.Left })
        {
            axis.Label.Bold = false;
            axis.TickLabelStyle.FontSize = Letters;
            axis.MinorTickStyle.Length = 0;
        }

        Plot.Axes.Bottom.TickGenerator = Numbers(50);
        Plot.Axes.Left.TickGenerator = Numbers(36);
        // Room for half of the last label, which would otherwise be cut off at the picture's edge.
        Plot.Axes.Right.MinimumSize = 22;
        Plot.Axes.Top.MinimumSize = 12;
        Plot.Axes.Right.FrameLineStyle.Width = 0;
        Plot.Axes.Top.FrameLineStyle.Width = 0;
    }

    /// <summary>A key above the drawing, where it covers no data.</summary>
    internal void ShowKey()
    {
        Plot.Legend.FontSize = Letters;
        Plot.Legend.FontColor = Palette.Ink;
        Plot.Legend.BackgroundColor = Colors.Transparent;
        Plot.Legend.OutlineWidth = 0;
        Plot.Legend.ShadowColor = Colors.Transparent;
        Plot.Legend.Orientation = Orientation.Horizontal;
        Plot.Legend.Margin = new(0);
        Plot.Legend.Padding = new(2);
        _ = Plot.ShowLegend(Edge.Top);
    }

    /// <summary>Named places along an axis instead of numbers.</summary>
    internal static void Name(IAxis axis, IReadOnlyList<string> names)
    {
        axis.TickGenerator = new NumericManual([.. names.Select((_, i) => (double)i)], [.. names]);
        axis.MajorTickStyle.Width = 0;
    }

    internal static string Percent(double share) => share.ToString("0.#%", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal);

    internal static void WritePercent(IAxis axis, float spacing) =>
        axis.TickGenerator = new NumericAutomatic { MinimumTickSpacing = spacing, LabelFormatter = Percent };

    internal void Write(string text, double x, double y, Color color, float size = Letters, Alignment alignment = Alignment.MiddleCenter)
    {
        var label = Plot.Add.Text(text, x, y);
        label.LabelFontName = EmbeddedFont.Family;
        label.LabelFontSize = size;
        label.LabelFontColor = color;
        label.LabelAlignment = alignment;
    }

    /// <summary>One square of a grid, its middle at (x, y), the text in a colour that can be read on it.</summary>
    internal void Cell(double x, double y, string text, Color fill, float size = Letters, Color? line = null)
    {
        var square = Plot.Add.Rectangle(x - 0.5, x + 0.5, y - 0.5, y + 0.5);
        square.FillColor = fill;
        square.LineColor = line ?? Palette.Paper;
        square.LineWidth = 1;
        if (text.Length > 0) Write(text, x, y, Palette.LettersOn(fill), size);
    }

    internal string ToSvg(string title, string description, int width = Width, int height = Height) =>
        SvgPage.Render(Plot, width, height, title, description);

    static NumericAutomatic Numbers(float spacing) => new()
    {
        MinimumTickSpacing = spacing,
        LabelFormatter = value => Math.Abs(value) < 1e-12 ? "0" : value.ToString("G6", CultureInfo.InvariantCulture),
    };
}
