namespace LearnDL.Site.Views;

/// <summary>What a program printed.</summary>
public sealed record OutputFigure(string Label, string Text);
