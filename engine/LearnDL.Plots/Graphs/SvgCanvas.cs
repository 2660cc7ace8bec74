using System.Globalization;
using System.Xml.Linq;
using ScottPlot;

namespace LearnDL.Plots;

/// <summary>A model drawn as an SVG with text that is text.</summary>
sealed class SvgCanvas : IGraphCanvas
{
    readonly XElement root = new(SvgPage.Svg + "svg");
    XElement parent;

    internal SvgCanvas() => parent = root;

    public void Begin(string kind, string name)
    {
        var group = new XElement(SvgPage.Svg + "g", new XAttribute("data-" + kind, name));
        parent.Add(group);
        parent = group;
    }

    public void End() => parent = parent.Parent!;

    public void Rectangle(double x, double y, double width, double height, Color? fill, Color stroke,
        bool isDashed = false) =>
        parent.Add(new XElement(SvgPage.Svg + "rect", At("x", x), At("y", y), At("width", width), At("height", height),
            new XAttribute("fill", fill?.ToHex() ?? "none"), new XAttribute("stroke", stroke.ToHex()),
            isDashed ? new XAttribute("stroke-dasharray", "5 4") : null));

    public void Text(string text, double x, double middle, Color colour, bool isCentred = true) =>
        parent.Add(new XElement(SvgPage.Svg + "text", text, At("x", x), At("y", middle + 0.36 * GraphStyle.Letters),
            new XAttribute("text-anchor", isCentred ? "middle" : "start"),
            new XAttribute("font-size", GraphStyle.Letters), new XAttribute("font-family", EmbeddedFont.CssFamily),
            new XAttribute("fill", colour.ToHex())));

    public void Edge(string from, string to, IReadOnlyList<(double X, double Y)> points, bool hasHead)
    {
        Begin("edge", $"{from} → {to}");
        parent.Add(new XElement(SvgPage.Svg + "path", new XAttribute("d", EdgePath.Of(points, hasHead)),
            new XAttribute("fill", "none"), new XAttribute("stroke", Palette.Ink.ToHex()),
            new XAttribute("stroke-width", EdgePath.LineWidth)));
        if (hasHead)
            parent.Add(new XElement(SvgPage.Svg + "path", new XAttribute("d", EdgePath.Head(points)),
                new XAttribute("fill", Palette.Ink.ToHex())));
        End();
    }

    internal string Finish(double width, double height, string title, string description)
    {
        var (w, h) = ((int)Math.Ceiling(width), (int)Math.Ceiling(height));
        root.AddFirst(new XElement(SvgPage.Svg + "rect", At("width", w), At("height", h),
            new XAttribute("fill", Palette.Paper.ToHex())));
        if (w > GraphStyle.Letters / 11 * 360) // letters of 11 pixels on a phone of 360: the page scrolls
            root.SetAttributeValue("style", $"min-width:{(int)Math.Ceiling(w * 11 / GraphStyle.Letters)}px");
        return SvgPage.Finish(root, w, h, title, description, "");
    }

    static XAttribute At(string name, double value) =>
        new(name, value.ToString("0.##", CultureInfo.InvariantCulture));
}
