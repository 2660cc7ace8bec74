using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using ScottPlot;

namespace LearnDL.Plots;

/// <summary>
/// Turns what Skia writes into a picture for a page: it scales (a viewBox, no size of its own), it can be read
/// aloud (title, description), it follows dark mode, its labels stay in place whatever font the browser has, and
/// its ids do not clash with those of another picture in the same page.
/// </summary>
static class SvgPage
{
    internal static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>
    /// Widths that ask for dashes and for dots: Skia's SVG has no word for either, so they are put in afterwards.
    /// </summary>
    internal const float DashedLine = 2.25f, DottedLine = 1.25f;

    /// <summary>The same for each curve of a picture: solid, dashed, dotted, and so on.</summary>
    static readonly (float Width, string? Dashes)[] curves =
        [(2, null), (DashedLine, "7 4"), (2.125f, "2 3"), (2.375f, "9 3 2 3"), (2.0625f, "14 4")];

    internal static float LineWidth(int curve) => curves[curve % curves.Length].Width;

    /// <summary>What each colour of <see cref="Palette"/> becomes on a dark page.</summary>
    static readonly (string Light, string Dark)[] darkColours =
    [
        ("#FEFEFE", "#16191d"), ("#14171A", "#e9ebee"), ("#D9DCE0", "#3a4047"),
        ("#0072B2", "#4aa8e0"), ("#D55E00", "#f08a3c"), ("#009E73", "#35c79b"), ("#B8608F", "#dd92bd"),
        ("#8A7300", "#cbb032"),
    ];

    static readonly string style =
        $".learndl-plot text{{font-family:{EmbeddedFont.CssFamily}}}@media (prefers-color-scheme:dark){{" +
        string.Concat(darkColours.Select(colour =>
            $".learndl-plot [fill=\"{colour.Light}\"]{{fill:{colour.Dark}}}.learndl-plot "
                + $"[stroke=\"{colour.Light}\"]{{stroke:{colour.Dark}}}"))
        + "}";

    internal static string Render(Plot plot, int width, int height, string title, string description)
    {
        var root = XElement.Parse(plot.GetSvgXml(width, height));
        NumberIds(root, "c");
        var id = IdOf(root, title, description);
        NumberIds(root, id + "-");
        foreach (var text in root.Descendants(Svg + "text")) PlaceByAnchor(text);
        foreach (var path in root.Descendants()) Dash(path);
        return Frame(root, id, width, height, title, description, style);
    }

    /// <summary>The same for a drawing that was not made by Skia and needs no mending.</summary>
    /// <param name="more">Rules of its own for the drawing's style.</param>
    internal static string Finish(XElement root, int width, int height, string title, string description,
        string more) =>
            Frame(root, IdOf(root, title, description), width, height, title, description, style + more);

    static string Frame(XElement root, string id, int width, int height, string title, string description, string style)
    {
        root.Attribute("width")?.Remove();
        root.Attribute("height")?.Remove();
        root.SetAttributeValue("viewBox", $"0 0 {width} {height}");
        root.SetAttributeValue("role", "img");
        root.SetAttributeValue("class", "learndl-plot");
        root.SetAttributeValue("aria-labelledby", $"{id}-title {id}-desc");
        root.AddFirst(
            new XElement(Svg + "title", new XAttribute("id", id + "-title"), title),
            new XElement(Svg + "desc", new XAttribute("id", id + "-desc"), description),
            new XElement(Svg + "style", style));
        return root.ToString(SaveOptions.DisableFormatting).ReplaceLineEndings("\n") + "\n";
    }

    static string IdOf(XElement root, string title, string description) =>
        "p" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(title + description + root)))[..8];

    /// <summary>
    /// Skia gives every letter its own x, measured in our font; in another font the letters would stand apart.
    /// One x and an anchor keep a label's edge or middle where it belongs.
    /// </summary>
    static void PlaceByAnchor(XElement text)
    {
        text.Value = text.Value.Trim();
        var x = First(text, "x");
        var size = float.Parse(text.Attribute("font-size")!.Value, CultureInfo.InvariantCulture);
        var width = EmbeddedFont.WidthOf(text.Value, size);
        var (anchor, at) = Math.Abs(x + width / 2) < 1 ? ("middle", 0)
            : Math.Abs(x + width) < 1 ? ("end", 0)
            : ("start", x);
        text.SetAttributeValue("x", at.ToString("0.##", CultureInfo.InvariantCulture));
        text.SetAttributeValue("y", First(text, "y").ToString("0.##", CultureInfo.InvariantCulture));
        text.SetAttributeValue("text-anchor", anchor);
        text.SetAttributeValue("font-family", EmbeddedFont.CssFamily);
    }

    static float First(XElement text, string name) =>
        float.Parse(text.Attribute(name)!.Value.Split(',')[0], CultureInfo.InvariantCulture);

    static void Dash(XElement path)
    {
        if (path.Attribute("stroke-width") is not { } attribute) return;
        var width = float.Parse(attribute.Value, CultureInfo.InvariantCulture);
        var dashes = width == DottedLine ? "2 3" : curves.FirstOrDefault(curve => curve.Width == width).Dashes;
        if (dashes is not null) path.SetAttributeValue("stroke-dasharray", dashes);
    }

    /// <summary>
    /// Skia counts ids on from picture to picture; here they are numbered within the picture, behind a prefix.
    /// </summary>
    static void NumberIds(XElement root, string prefix)
    {
        var names = new Dictionary<string, string>();
        foreach (var id in root.Descendants().Attributes("id"))
        {
            var name = prefix + names.Count.ToString(CultureInfo.InvariantCulture);
            names.Add($"url(#{id.Value})", $"url(#{name})");
            id.Value = name;
        }

        foreach (var clip in root.Descendants().Attributes("clip-path")) clip.Value = names[clip.Value];
    }
}
