using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace LearnDL.Plots;

/// <summary>An empty picture in the project's style, drawn small so that its letters stay large on a phone.</summary>
sealed class Sheet
{
    internal const int Width = 420, Height = 300;
    internal const float Letters = 15;
    const float MarkSize = 8;

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

        Plot.Axes.Bottom.TickGenerator = Numbers(Plot.Axes.Bottom, 50);
        Plot.Axes.Left.TickGenerator = Numbers(Plot.Axes.Left, 36);
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
        Plot.ShowLegend(Edge.Top).Padding = new(0, 0, 4, 4); // left, right, bottom, top: by default 20 each
    }

    /// <summary>
    /// The ends of an axis for numbers that are all alike: then it shows them, and how large they are.
    /// </summary>
    internal static (double Low, double High)? AroundOne(IEnumerable<double> values)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values.Where(double.IsFinite))
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return low == high && low != 0 ? (low - Math.Abs(low) / 2, low + Math.Abs(low) / 2) : null;
    }

    /// <summary>A mark for each number from the first to the last where they are few: there is no epoch 1.5.</summary>
    internal void CountUp(int first, int last)
    {
        if (last - first >= 9) return;
        int[] all = [.. Enumerable.Range(first, last - first + 1)];
        Plot.Axes.Bottom.TickGenerator = new NumericManual(
            [.. all.Select(number => (double)number)], [.. all.Select(number => $"{number}")]);
    }

    /// <summary>Pixels of the horizontal axis, near enough, beside these names.</summary>
    internal static double AxisBeside(IEnumerable<string> names) =>
        Width - 40 - names.Max(name => EmbeddedFont.WidthOf(name, Letters));

    /// <summary>Named places along an axis instead of numbers.</summary>
    internal static void Name(IAxis axis, IReadOnlyList<string> names)
    {
        axis.TickGenerator = new NumericManual([.. names.Select((_, i) => (double)i)], [.. names]);
        axis.MajorTickStyle.Width = 0;
    }

    /// <summary>
    /// A curve. Where a value is NaN or infinite it is broken; a value alone between two gaps is a dot, for a line
    /// needs two. A curve with a name is one of several: each has dashes and marks of its own, which say the same as
    /// its colour.
    /// </summary>
    internal void Line(IReadOnlyList<double> x, IReadOnlyList<double> y, int number, string? name)
    {
        for (var (start, end) = (0, 0); start < y.Count; start = end)
        {
            end = start + 1;
            if (!double.IsFinite(y[start])) continue;
            while (end < y.Count && double.IsFinite(y[end])) end++;

            double[] xs = [.. x.Skip(start).Take(end - start)], ys = [.. y.Skip(start).Take(end - start)];
            var line = Plot.Add.ScatterLine(xs, ys, Palette.Series(number));
            line.LineWidth = SvgPage.LineWidth(number);
            if (end - start == 1) line.MarkerStyle = new(MarkerShape.FilledCircle, 6, Palette.Series(number));
        }

        if (name is null) return;
        Mark(x, y, number);
        Plot.Legend.ManualItems.Add(new()
        {
            LabelText = name,
            LineColor = Palette.Series(number),
            LineWidth = SvgPage.LineWidth(number),
            MarkerStyle = new(Palette.Marker(number), MarkSize, Palette.Series(number)),
        });
    }

    /// <summary>A mark at some of a curve's values, each curve at others: where two coincide, both are seen.</summary>
    void Mark(IReadOnlyList<double> x, IReadOnlyList<double> y, int number)
    {
        int[] known = [.. Enumerable.Range(0, y.Count).Where(i => double.IsFinite(y[i]))];
        var step = Math.Max(1, known.Length / 6);
        int[] marked = [.. known.Where((_, k) => k % step == (2 * number + 1) * step / 8 % step)];
        var marks = Plot.Add.ScatterPoints(marked.Select(i => x[i]).ToArray(), marked.Select(i => y[i]).ToArray(),
            Palette.Series(number));
        marks.MarkerShape = Palette.Marker(number);
        marks.MarkerSize = MarkSize;
    }

    internal static string Percent(double share) =>
        share.ToString("0.#%", CultureInfo.InvariantCulture);

    internal static void WritePercent(IAxis axis, float spacing) =>
        axis.TickGenerator = new NumericAutomatic { MinimumTickSpacing = spacing, LabelFormatter = Percent };

    internal void Write(string text, double x, double y, Color color, float size = Letters,
        Alignment alignment = Alignment.MiddleCenter)
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

    // A mark at 0 may be off by a rounding of the axis's ends: what is tiny beside the axis is 0.
    static NumericAutomatic Numbers(IAxis axis, float spacing) => new()
    {
        MinimumTickSpacing = spacing,
        LabelFormatter = value =>
            Math.Abs(value) < 1e-9 * axis.Range.Span ? "0" : value.ToString("G6", CultureInfo.InvariantCulture),
    };
}
