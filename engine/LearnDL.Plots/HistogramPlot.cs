using System.Globalization;
using System.Xml.Linq;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Plots;

/// <summary>
/// How often numbers are as large as they are: a row for each list of numbers, from its smallest to its largest, every
/// row with an axis of its own.
/// </summary>
public static class HistogramPlot
{
    const int Letters = 13, RowHeight = 104, Edge = 10, Bars = 52;

    /// <summary>Of all weights of a model: what they were drawn as, and what training made of them.</summary>
    /// <param name="title">The picture's name, for those who cannot see it.</param>
    /// <param name="description">What there is to see, for the same.</param>
    /// <param name="model">The model; it must be built.</param>
    /// <param name="bins">Bars per row.</param>
    /// <exception cref="DataException">The model has no weights yet.</exception>
    /// <exception cref="HyperparameterException">There are not 1 to 400 bins.</exception>
    public static string DrawWeights(string title, string description, Model model, int bins = 40) =>
        Draw(title, description, bins, [.. Weights(model).Select(weight => (weight.Name, Numbers(weight.Of.Value)))]);

    /// <summary>
    /// Of the gradients that the last step of training left in a model's weights: where they vanish, or explode.
    /// </summary>
    /// <inheritdoc cref="DrawWeights"/>
    /// <exception cref="DataException">The model has no weights yet, or no step was taken.</exception>
    public static string DrawGradients(string title, string description, Model model, int bins = 40)
    {
        (string Name, double[] Values)[] rows = [.. Weights(model).Where(weight => weight.Of.IsTrainable)
            .Select(weight => (weight.Name, Numbers(weight.Of.Gradient)))];
        if (rows.Length > 0 && rows.All(row => row.Values.All(value => value == 0)))
            throw new DataException("HistogramPlot: all gradients are 0.", "those of a step of training",
                $"model '{model.Name}' without one", "Call Fit or TrainOnBatch first.");
        return Draw(title, description, bins, rows);
    }

    /// <summary>Of lists of numbers, each with its name.</summary>
    /// <param name="title">The picture's name, for those who cannot see it.</param>
    /// <param name="description">What there is to see, for the same.</param>
    /// <param name="bins">Bars per row.</param>
    /// <param name="rows">The lists, the first on top.</param>
    /// <exception cref="DataException">There is no list, a list is empty, or a number is NaN or infinite.</exception>
    /// <exception cref="HyperparameterException">There are not 1 to 400 bins.</exception>
    public static string Draw(string title, string description, int bins,
        params ReadOnlySpan<(string Name, double[] Values)> rows)
    {
        PlotCheck.NotEmpty("HistogramPlot", "rows", rows.Length);
        if (bins is < 1 or > 400)
            throw new HyperparameterException("HistogramPlot: a row cannot have so many bars.", "1 to 400", $"{bins}",
                "40 is the default.");
        foreach (var (name, values) in rows)
            PlotCheck.Finite("HistogramPlot", name, values);
        var height = rows.Length * RowHeight + Edge;
        var root = new XElement(SvgPage.Svg + "svg", new XElement(SvgPage.Svg + "rect",
            At("width", Sheet.Width), At("height", height), new XAttribute("fill", Palette.Paper.ToHex())));
        for (var i = 0; i < rows.Length; i++)
            AddRow(root, i * RowHeight, rows[i].Name, rows[i].Values, bins);
        return SvgPage.Finish(root, Sheet.Width, height, title, description, "");
    }

    /// <summary>How many values lie in each of equal parts from the smallest to the largest.</summary>
    internal static int[] Counts(double[] values, int bins)
    {
        var (low, high) = (values.Min(), values.Max());
        var counts = new int[bins];
        foreach (var value in values) // divided first: the width of two huge ends would be infinite
            counts[high == low ? bins / 2 : Math.Min(bins - 1, (int)((value / 2 - low / 2) / (high / 2 - low / 2) * bins))]++;
        return counts;
    }

    static void AddRow(XElement root, double top, string name, double[] values, int bins)
    {
        var counts = Counts(values, bins);
        var (low, high, floor) = (values.Min(), values.Max(), top + 28 + Bars);
        var (left, width) = (Edge, (Sheet.Width - 2.0 * Edge) / bins);
        var path = $"M{Text(left)},{Text(floor)}";
        for (var i = 0; i < bins; i++)
        {
            var y = floor - (double)Bars * counts[i] / counts.Max();
            path += $"L{Text(left + i * width)},{Text(y)}L{Text(left + (i + 1) * width)},{Text(y)}";
        }
        root.Add(
            Label(name, left, top + 20, "start"),
            Label($"{values.Length.ToString("N0", CultureInfo.InvariantCulture)}", Sheet.Width - Edge, top + 20, "end"),
            new XElement(SvgPage.Svg + "path", new XAttribute("d", $"{path}L{Text(left + bins * width)},{Text(floor)}Z"),
                new XAttribute("fill", Palette.Blue.ToHex())),
            new XElement(SvgPage.Svg + "line", At("x1", left), At("x2", Sheet.Width - Edge), At("y1", floor),
                At("y2", floor), new XAttribute("stroke", Palette.Ink.ToHex())));
        if (low == high)
            root.Add(Label(Short(low), left + (bins / 2 + 0.5) * width, floor + 17, "middle"));
        else
            root.Add(Label(Short(low), left, floor + 17, "start"), Label(Short(high), Sheet.Width - Edge, floor + 17, "end"));
    }

    static IEnumerable<(string Name, Parameter Of)> Weights(Model model) =>
        model.Layers.SelectMany(layer => layer is Model inside ? Weights(inside)
            : layer.Parameters.Select(weight => (Name: $"{layer.Name}/{weight.Name} {weight.Value.Shape}", Of: weight)))
            .DistinctBy(weight => weight.Of);

    static double[] Numbers(Tensor x) => x.Cast(DType.Float64).ToArray<double>();

    static XElement Label(string text, double x, double y, string anchor) =>
        new(SvgPage.Svg + "text", text, At("x", x), At("y", y), new XAttribute("text-anchor", anchor),
            new XAttribute("font-size", Letters), new XAttribute("font-family", EmbeddedFont.CssFamily),
            new XAttribute("fill", Palette.Ink.ToHex()));

    static XAttribute At(string name, double value) => new(name, Text(value));

    static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    static string Short(double value) => value.ToString("G3", CultureInfo.InvariantCulture).Replace('-', '−');
}
