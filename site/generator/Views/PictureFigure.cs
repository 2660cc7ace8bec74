namespace LearnDL.Site.Views;

/// <summary>A drawing, as an element that carries its text alternative.</summary>
public sealed record PictureFigure(string Html, string Caption);
