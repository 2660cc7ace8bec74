using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LearnDL.Lessons.Tests;

/// <summary>A picture, read back: what stands where, in pixels and in the numbers of its axes.</summary>
sealed partial class Drawing
{
    internal const string Blue = "#0072B2", Vermilion = "#D55E00", Green = "#009E73", Ink = "#14171A";
    internal static readonly string[] Series = [Blue, Vermilion, Green, "#B8608F", "#8A7300"];
    static readonly XNamespace svg = "http://www.w3.org/2000/svg";

    readonly XElement root;

    internal Drawing(string picture)
    {
        root = XElement.Parse(picture);
        var frame = root.Element(svg + "clipPath")?.Element(svg + "rect");
        Area = frame is null ? new(0, 0, 0, 0, "") : BoxOf(frame);
        Texts = [.. root.Descendants(svg + "text").Select(TextOf)];
    }

    /// <summary>The frame within which data are drawn.</summary>
    internal Box Area { get; }

    internal IReadOnlyList<Words> Texts { get; }

    internal sealed record Box(double Left, double Top, double Right, double Bottom, string Fill)
    {
        internal double X => (Left + Right) / 2;
        internal double Y => (Top + Bottom) / 2;

        internal bool Holds(double x, double y) => Left < x && x < Right && Top < y && y < Bottom;
    }

    /// <summary>A text: the point by which it is placed, and the pixels from its first letter to its last.</summary>
    internal sealed record Words(string Text, double X, double Y, double Left, double Right, string Fill);

    internal Words Word(string text) => Assert.Single(Texts, words => words.Text == text);

    /// <summary>Lines of a colour within the frame, each with its corners from the first to the last.</summary>
    internal IReadOnlyList<(double X, double Y)[]> Lines(string colour) =>
        [.. Drawn("path").Where(path => path.Attribute("stroke")?.Value == colour).Select(Corners)
            .Where(corners => corners.Length > 0)];

    /// <summary>Dots of a colour within the frame: their middles.</summary>
    internal IReadOnlyList<(double X, double Y)> Dots(string colour, double? radius = null) =>
        [.. Drawn("ellipse")
            .Where(dot => dot.Attribute("fill")!.Value == colour && (radius is null || Number(dot, "rx") == radius))
            .Select(dot => (Number(dot, "cx"), Number(dot, "cy")))];

    /// <summary>How the lines of a colour are dashed; empty if they are solid.</summary>
    internal string Dashes(string colour) => Assert.Single(Drawn("path")
        .Where(path => path.Attribute("stroke")?.Value == colour && Corners(path).Length > 2)
        .Select(path => path.Attribute("stroke-dasharray")?.Value ?? "").Distinct());

    /// <summary>The forms of the marks of a colour within the frame, and in the key.</summary>
    internal IReadOnlyList<string> Marks(string colour) => [.. Filled(Drawn, colour).Select(Form)];

    internal IReadOnlyList<string> KeyMarks(string colour) => [.. Filled(InKey, colour).Select(Form)];

    internal IReadOnlyList<double> MarkPlaces(string colour) =>
        [.. Filled(Drawn, colour).Select(mark => Math.Round(Middle(mark)))];

    static readonly string[] shapesOfMarks = ["ellipse", "circle", "rect", "path"];

    static IEnumerable<XElement> Filled(Func<string, IEnumerable<XElement>> shapes, string colour) =>
        shapesOfMarks.SelectMany(shapes)
            .Where(shape => shape.Attribute("fill")?.Value == colour);

    IEnumerable<XElement> InKey(string name) => root.Descendants(svg + name).Except(Drawn(name));

    static double Middle(XElement mark) => mark.Name.LocalName is "ellipse" or "circle" ? Number(mark, "cx")
        : BoxOf(mark).X;

    // A mark's corners as they lie around its middle: the same wherever it stands.
    static string Form(XElement mark)
    {
        if (mark.Name != svg + "path") return mark.Name.LocalName;
        var (box, corners) = (BoxOf(mark), Corners(mark));
        return string.Join(' ', corners.Select(corner => (Math.Sign(Math.Round(corner.X - box.X, 1)),
            Math.Sign(Math.Round(corner.Y - box.Y, 1)))));
    }

    /// <summary>Bars and cells within the frame; the first is the frame's own ground.</summary>
    internal IReadOnlyList<Box> Boxes(string? fill = null) =>
        [.. Drawn("rect").Concat(Drawn("path").Where(path => path.Attribute("fill")!.Value != "none")).Select(BoxOf)
            .Where(box =>
                box.Fill != "none" && box != Area with { Fill = box.Fill } && (fill is null || box.Fill == fill))];

    /// <summary>The number of the horizontal axis at a pixel, read between two of its marks.</summary>
    internal double XAt(double pixel, bool log = false) => Read(pixel, log,
        [.. Texts.Where(words => words.Y > Area.Bottom && words.Y < Area.Bottom + 10)
            .Select(words => (words.Text, words.X))]);

    /// <summary>The same of the vertical axis.</summary>
    internal double YAt(double pixel, bool log = false) => Read(pixel, log,
        [.. Texts.Where(words => words.X < Area.Left && words.X > Area.Left - 12)
            .Select(words => (words.Text, words.Y))]);

    /// <summary>Samples of lines in the key above the drawing.</summary>
    internal IReadOnlyList<(double X, double Y)[]> KeyLines(string colour) =>
        [.. root.Descendants(svg + "path").Except(Drawn("path"))
            .Where(path => path.Attribute("stroke")?.Value == colour).Select(Corners)];

    IEnumerable<XElement> Drawn(string name) => root.Descendants(svg + name)
        .Where(shape => shape.Parent!.Attribute("clip-path") is { } clip && BoxOf(ClipOf(clip)) is var box
            && box.Left == Area.Left && box.Top == Area.Top);

    XElement ClipOf(XAttribute clip) =>
        root.Descendants(svg + "clipPath").First(path => $"url(#{path.Attribute("id")!.Value})" == clip.Value)
            .Element(svg + "rect")!;

    static double Read(double pixel, bool log, (string Text, double Place)[] marks)
    {
        (double Value, double Place)[] known =
            [.. marks.Select(mark => (NumberOf(mark.Text), mark.Place)).Where(mark => !double.IsNaN(mark.Item1))];
        Assert.True(known.Length >= 2, $"an axis with the marks {string.Join(", ", marks)} cannot be read");
        var ((a, at), (b, bt)) = (known[0], known[^1]);
        if (log) (a, b) = (Math.Log10(a), Math.Log10(b));
        var value = a + (b - a) * (pixel - at) / (bt - at);
        return log ? Math.Pow(10, value) : value;
    }

    static double NumberOf(string text) =>
        double.TryParse(text.TrimEnd('%'), CultureInfo.InvariantCulture, out var value)
            ? text.EndsWith('%') ? value / 100 : value : double.NaN;

    static Words TextOf(XElement text)
    {
        var move = Move().Match(text.Attribute("transform")?.Value ?? "");
        var (x, y) = move.Success ? (Parse(move.Groups[1].Value), Parse(move.Groups[2].Value)) : (0, 0);
        var width = LearnDL.Plots.EmbeddedFont.WidthOf(text.Value, (float)Number(text, "font-size"));
        var start = Number(text, "x") - text.Attribute("text-anchor")!.Value switch
        {
            "middle" => width / 2,
            "end" => width,
            _ => 0
        };
        return new(text.Value, x, y, x + start, x + start + width, text.Attribute("fill")!.Value);
    }

    static Box BoxOf(XElement shape)
    {
        var fill = shape.Attribute("fill")?.Value ?? "";
        if (shape.Name == svg + "path")
        {
            var corners = Corners(shape);
            return new(corners.Min(c => c.X), corners.Min(c => c.Y), corners.Max(c => c.X),
                corners.Max(c => c.Y), fill);
        }
        var (x, y) = (Number(shape, "x"), Number(shape, "y"));
        return new(x, y, x + Number(shape, "width"), y + Number(shape, "height"), fill);
    }

    static (double X, double Y)[] Corners(XElement path) =>
        [.. Corner().Matches(path.Attribute("d")!.Value)
            .Select(corner => (Parse(corner.Groups[1].Value), Parse(corner.Groups[2].Value)))];

    static double Number(XElement shape, string name) => shape.Attribute(name) is { } number ? Parse(number.Value) : 0;

    static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"[ML]\s*(-?[\d.e-]+)[ ,](-?[\d.e-]+)")]
    private static partial Regex Corner();

    [GeneratedRegex(@"^translate\((-?[\d.e-]+) (-?[\d.e-]+)\)$")]
    private static partial Regex Move();
}
