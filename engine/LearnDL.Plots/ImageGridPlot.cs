using System.Globalization;
using System.Xml.Linq;

namespace LearnDL.Plots;

/// <summary>
/// Small pictures (H, W) in rows and columns, each with its caption below: a look at many images at once, or at a
/// layer's weights. A pixel stays a sharp square at any size; one without a value (NaN) is drawn as 0 is. Every picture
/// is there twice, for light and for dark pages.
/// </summary>
public static class ImageGridPlot
{
    const int Letters = 13, LineHeight = 17, Gap = 8, Edge = 2;

    const string Style =
        ".learndl-plot .night{display:none}" +
        "@media (prefers-color-scheme:dark){.learndl-plot .night{display:inline}.learndl-plot .day{display:none}}";

    /// <summary>Grey pictures. 0 is paper, <paramref name="high"/> is ink.</summary>
    /// <param name="title">The picture's name, for those who cannot see it.</param>
    /// <param name="description">What there is to see, for the same.</param>
    /// <param name="images">The pictures, row by row.</param>
    /// <param name="captions">One for each picture; a line break begins a new line.</param>
    /// <param name="columns">Pictures in a row.</param>
    /// <param name="high">The value of full ink; values outside 0 and it are drawn as the nearer of the two.</param>
    public static string Draw(
        string title, string description, IReadOnlyList<double[,]> images, IReadOnlyList<string> captions, int columns,
        double high = 1) =>
        Lay(title, description, captions, columns, Grey(images, high));

    /// <summary>
    /// Pictures of values with a sign: paper at 0, blue below it, vermilion above, on one scale for all, so that one
    /// can be compared with the other. The parameters are those of <see cref="Draw"/>.
    /// </summary>
    /// <inheritdoc cref="Draw"/>
    /// <param name="high">The size of the deepest colours; the largest size in any of the
    /// pictures if it is not given.</param>
    public static string DrawSigned(
        string title, string description, IReadOnlyList<double[,]> images, IReadOnlyList<string> captions, int columns,
        double? high = null) =>
        Lay(title, description, captions, columns, Signed(images, high, Palette.Diverging, Palette.DarkDiverging));

    /// <summary>
    /// Grey pictures under a translucent layer of heat: clear at 0, vermilion above it, blue below, on one scale
    /// for all. It shows which parts of a picture matter, and for what. A heat map may have fewer pixels than
    /// its picture; it is stretched over it.
    /// </summary>
    /// <inheritdoc cref="Draw"/>
    /// <param name="heats">A heat map for each picture.</param>
    /// <param name="high">The value of a picture's full ink.</param>
    /// <param name="hottest">The size of the deepest colours; the largest size in any of the
    /// heat maps if it is not given.</param>
    public static string DrawHeat(
        string title, string description, IReadOnlyList<double[,]> images, IReadOnlyList<double[,]> heats,
        IReadOnlyList<string> captions, int columns, double high = 1, double? hottest = null) =>
        heats.Count != images.Count
            ? throw new DataException("ImageGridPlot: every picture needs a heat map.", $"{images.Count} heat maps",
                $"{images.Count} pictures and {heats.Count} heat maps", "Make both from the same rows.")
            : Lay(title, description, captions, columns, Grey(images, high),
                Signed(heats, hottest, share => Palette.Heat(share, dark: false),
                    share => Palette.Heat(share, dark: true)));

    /// <summary>
    /// What is drawn at one depth: for every picture its values, and their colours by day and by night.
    /// </summary>
    sealed record Layer(IReadOnlyList<double[,]> Images, Func<double, ScottPlot.Color> Day,
        Func<double, ScottPlot.Color> Night);

    static Layer Grey(IReadOnlyList<double[,]> images, double high)
    {
        var ink = Scale(high);
        return new(images, value => Palette.Grey(value / ink, dark: false),
            value => Palette.Grey(value / ink, dark: true));
    }

    static Layer Signed(
        IReadOnlyList<double[,]> images, double? high, Func<double, ScottPlot.Color> day,
        Func<double, ScottPlot.Color> night)
    {
        var largest = Scale(high ?? images.Select(Largest).DefaultIfEmpty(0).Max());
        return new(images, value => day(Coarse(value / largest)), value => night(Coarse(value / largest)));
    }

    static string Lay(string title, string description, IReadOnlyList<string> captions, int columns,
        params Layer[] layers)
    {
        var images = layers[0].Images;
        if (images.Count == 0 || captions.Count != images.Count)
            throw new DataException("ImageGridPlot: every picture needs a caption.",
                "at least one picture, and a caption for each",
                $"{images.Count} pictures and {captions.Count} captions", "A caption may be empty, \"\".");
        if (columns < 1)
            throw new HyperparameterException("ImageGridPlot: there is no column to draw in.",
                "columns >= 1", $"{columns}",
                "Give the number of pictures in a row.");
        foreach (var layer in layers)
            foreach (var image in layer.Images) PlotCheck.NotEmpty("ImageGridPlot: a picture", "pixels", image.Length);
        var root = new XElement(SvgPage.Svg + "svg");
        var side = (Sheet.Width - 2 * Edge - Gap * (columns - 1)) / (double)columns;
        var top = (double)Edge;
        for (var start = 0; start < images.Count; start += columns)
        {
            var row = Enumerable.Range(start, Math.Min(columns, images.Count - start)).ToArray();
            var tallest = row.Max(i => side * images[i].GetLength(0) / images[i].GetLength(1));
            foreach (var i in row)
                AddPicture(root, i, captions[i], Edge + (i - start) * (side + Gap), top, side, layers);
            top +=
                tallest + Gap + LineHeight * row.Max(i => captions[i].Length == 0 ? 0 : captions[i].Split('\n').Length);
        }

        return SvgPage.Finish(root, Sheet.Width, (int)Math.Ceiling(top), title, description, Style);
    }

    static void AddPicture(XElement root, int number, string caption, double left, double top, double side,
        Layer[] layers)
    {
        var height = side * layers[0].Images[number].GetLength(0) / layers[0].Images[number].GetLength(1);
        foreach (var layer in layers)
            root.Add(Pixels("day", PngImage.Of(layer.Images[number], layer.Day)),
                Pixels("night", PngImage.Of(layer.Images[number], layer.Night)));
        root.Add(Placed("rect", new XAttribute("fill", "none"), new XAttribute("stroke", Palette.Grid.ToHex())));
        if (caption.Length == 0) return;
        var lines = caption.Split('\n');
        for (var line = 0; line < lines.Length; line++)
            root.Add(new XElement(SvgPage.Svg + "text", lines[line], new XAttribute("x", Number(left + side / 2)),
                new XAttribute("y", Number(top + height + 14 + line * LineHeight)),
                new XAttribute("text-anchor", "middle"),
                new XAttribute("font-size", Letters), new XAttribute("font-family", EmbeddedFont.CssFamily),
                new XAttribute("fill", Palette.Ink.ToHex())));

        XElement Pixels(string shownBy, byte[] png) =>
            Placed("image", new XAttribute("class", shownBy), new XAttribute("preserveAspectRatio", "none"),
                new XAttribute("style", "image-rendering:pixelated"),
                new XAttribute("href", "data:image/png;base64," + Convert.ToBase64String(png)));

        XElement Placed(string name, params XAttribute[] more) =>
            new(SvgPage.Svg + name, new XAttribute("x", Number(left)), new XAttribute("y", Number(top)),
                new XAttribute("width", Number(side)), new XAttribute("height", Number(height)), more);
    }

    /// <summary>The value of the deepest colour; 0, the largest of empty pictures, leaves them empty.</summary>
    static double Scale(double high) => high >= 0 && double.IsFinite(high) ? Math.Max(high, double.Epsilon)
        : throw new HyperparameterException("ImageGridPlot: there is no such scale.",
            "high >= 0, the value of the deepest colour", $"{high}",
            "Leave it out, or give the largest value of the pictures.");

    /// <summary>Steps too small to see, but a third of the bytes.</summary>
    static double Coarse(double share) => Math.Round(share * 40) / 40;

    static double Largest(double[,] image) =>
        image.Cast<double>().Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();

    static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
