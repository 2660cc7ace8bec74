using System.Globalization;
using System.Xml.Linq;

namespace LearnDL.Lessons.Tests;

/// <summary>What a drawing of PlotModel has in it: boxes, frames, edges as points along their way.</summary>
sealed class DrawnModel
{
    static readonly XNamespace svg = "http://www.w3.org/2000/svg";

    public DrawnModel(string drawing)
    {
        var root = XElement.Parse(drawing);
        Boxes = [.. Groups(root, "layer").Select(group => new Box(group.Name, Bounds(group.Element.Element(svg + "rect")!),
            [.. group.Element.Elements(svg + "text").Select(text => text.Value)]))];
        Frames = [.. Groups(root, "frame").Select(group =>
            new Box(group.Name, Bounds(group.Element.Element(svg + "rect")!), [group.Element.Element(svg + "text")!.Value]))];
        Edges = [.. Groups(root, "edge").Select(group => new Edge(group.Name,
            Points(group.Element.Element(svg + "path")!.Attribute("d")!.Value), HasHead(group.Element)))];
        var box = root.Attribute("viewBox")!.Value.Split(' ');
        (Width, Height) = (Number(box[2]), Number(box[3]));
    }

    public sealed record Area(double Left, double Top, double Right, double Bottom)
    {
        public bool Overlaps(Area other) =>
            Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

        public bool Contains(Area other) =>
            Left <= other.Left && other.Right <= Right && Top <= other.Top && other.Bottom <= Bottom;
    }

    public sealed record Box(string Name, Area Area, IReadOnlyList<string> Texts);

    public sealed record Edge(string Name, IReadOnlyList<(double X, double Y)> Points, bool HasHead);

    public IReadOnlyList<Box> Boxes { get; }
    public IReadOnlyList<Box> Frames { get; }
    public IReadOnlyList<Edge> Edges { get; }
    public double Width { get; }
    public double Height { get; }

    public Box this[string name] => Boxes.Single(box => box.Name == name);

    /// <summary>A triangle that can be seen, its tip where the line ends.</summary>
    static bool HasHead(XElement edge)
    {
        if (edge.Elements().ElementAtOrDefault(1) is not { } head)
            return false;
        var corners = Points(head.Attribute("d")!.Value.TrimEnd('Z'));
        var ((ax, ay), (bx, by), (cx, cy)) = (corners[0], corners[16], corners[32]);
        Assert.InRange(Math.Abs((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)) / 2, 30, 40);
        var end = Points(edge.Elements().First().Attribute("d")!.Value)[^1];
        Assert.InRange(double.Hypot(end.X - ax, end.Y - ay), 4, 5); // it goes on into the head
        return true;
    }

    static IEnumerable<(string Name, XElement Element)> Groups(XElement root, string kind) =>
        root.Descendants(svg + "g").Where(group => group.Attribute("data-" + kind) is not null)
            .Select(group => (group.Attribute("data-" + kind)!.Value, group));

    static Area Bounds(XElement rectangle)
    {
        double At(string name) => Number(rectangle.Attribute(name)!.Value);
        return new(At("x"), At("y"), At("x") + At("width"), At("y") + At("height"));
    }

    /// <summary>Sixteen points of each curve, four of each line.</summary>
    static List<(double X, double Y)> Points(string path)
    {
        var points = new List<(double X, double Y)>();
        foreach (var piece in path.Replace("M", "|M").Replace("L", "|L").Replace("C", "|C").Split('|').Skip(1))
        {
            (double X, double Y)[] p = [.. piece[1..].Split(' ').Select(pair =>
                (Number(pair.Split(',')[0]), Number(pair.Split(',')[1])))];
            for (var k = 1; k <= 16 && piece[0] != 'M'; k++)
                points.Add(Between(points[^k], p, k / 16.0));
            if (piece[0] == 'M')
                points.Add(p[0]);
        }
        return points;
    }

    /// <summary>De Casteljau's construction.</summary>
    static (double X, double Y) Between((double X, double Y) from, (double X, double Y)[] to, double t)
    {
        (double X, double Y)[] p = [from, .. to];
        for (var n = p.Length - 1; n > 0; n--)
            for (var i = 0; i < n; i++)
                p[i] = (p[i].X + t * (p[i + 1].X - p[i].X), p[i].Y + t * (p[i + 1].Y - p[i].Y));
        return p[0];
    }

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
