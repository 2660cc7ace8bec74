namespace LearnDL.Site.Views;

/// <summary>A drawing as SVG that carries its text alternative.</summary>
public sealed record PictureFigure(string Svg, string Caption);
