namespace LearnDL.Site.Views;

/// <summary>A whole source file, its lines numbered from 1, and the pages that show a part of it.</summary>
public sealed record SourcePage(string File, IReadOnlyList<(int Number, string Html)> Lines,
    IReadOnlyList<(string Name, string Href)> Shown);
