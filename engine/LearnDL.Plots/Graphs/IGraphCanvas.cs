using ScottPlot;

namespace LearnDL.Plots;

/// <summary>What a model is drawn on: an SVG or a PNG.</summary>
interface IGraphCanvas
{
    /// <summary>A layer's box begins; what it is made of follows.</summary>
    void Begin(string kind, string name);

    void End();

    void Rectangle(double x, double y, double width, double height, Color? fill, Color stroke, bool isDashed = false);

    /// <param name="x">The text's middle, or its left end.</param>
    /// <param name="middle">The middle of its line.</param>
    void Text(string text, double x, double middle, Color colour, bool isCentred = true);

    /// <summary>A way from point to point: a straight line first, then a curve, a line, a curve, and so on.</summary>
    void Edge(string from, string to, IReadOnlyList<(double X, double Y)> points, bool hasHead);
}
