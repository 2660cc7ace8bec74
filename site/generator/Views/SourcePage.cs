namespace LearnDL.Site.Views;

/// <summary>A whole source file, its lines numbered from 1.</summary>
public sealed record SourcePage(string File, IReadOnlyList<(int Number, string Html)> Lines);
