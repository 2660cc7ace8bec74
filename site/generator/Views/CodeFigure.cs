namespace LearnDL.Site.Views;

/// <summary>A piece of a source file, ready to show.</summary>
public sealed record CodeFigure(string File, string Href, string Html);
