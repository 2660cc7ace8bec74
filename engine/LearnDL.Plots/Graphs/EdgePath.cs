using System.Globalization;

namespace LearnDL.Plots;

/// <summary>The lines of an edge and of its arrow's head, in the letters of SVG paths, which Skia reads too.</summary>
static class EdgePath
{
    internal const float LineWidth = 1.5f;
    const double HeadLength = 9, HeadWidth = 8;

    /// <summary>Straight pieces alternate with curves of three points each.</summary>
    internal static string Of(IReadOnlyList<(double X, double Y)> points, bool hasHead)
    {
        var path = $"M{At(points[0])}";
        for (var i = 1; i < points.Count; i += 4)
        {
            var end = i == points.Count - 1 && hasHead ? Short(points) : points[i];
            path += $"L{At(end)}";
            if (i + 3 < points.Count)
                path += $"C{At(points[i + 1])} {At(points[i + 2])} {At(points[i + 3])}";
        }
        return path;
    }

    /// <summary>A triangle at the end.</summary>
    internal static string Head(IReadOnlyList<(double X, double Y)> points)
    {
        var (tip, (x, y)) = (points[^1], Direction(points));
        var (backX, backY) = (tip.X - x * HeadLength, tip.Y - y * HeadLength);
        return $"M{At(tip)}L{At((backX - y * HeadWidth / 2, backY + x * HeadWidth / 2))}"
            + $"L{At((backX + y * HeadWidth / 2, backY - x * HeadWidth / 2))}Z";
    }

    /// <summary>The line ends inside the head.</summary>
    static (double X, double Y) Short(IReadOnlyList<(double X, double Y)> points)
    {
        var (x, y) = Direction(points);
        return (points[^1].X - x * HeadLength / 2, points[^1].Y - y * HeadLength / 2);
    }

    /// <summary>Of length 1, from the last point that is not the end itself: a row's end may have no way left.</summary>
    static (double X, double Y) Direction(IReadOnlyList<(double X, double Y)> points)
    {
        var (end, i) = (points[^1], points.Count - 2);
        while (i > 0 && Length(points[i]) < 1e-3)
            i--;
        var length = Length(points[i]);
        return ((end.X - points[i].X) / length, (end.Y - points[i].Y) / length);

        double Length((double X, double Y) from) => double.Hypot(end.X - from.X, end.Y - from.Y);
    }

    static string At((double X, double Y) point) =>
        string.Create(CultureInfo.InvariantCulture, $"{point.X:0.##},{point.Y:0.##}");
}
