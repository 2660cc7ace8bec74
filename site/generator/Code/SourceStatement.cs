namespace LearnDL.Site.Code;

/// <summary>A statement, and what its comment says of it.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Names">What it gives a value, in order: var (zi, zf) = … gives zi and zf.</param>
/// <param name="Equations">"c = f∘cPrev + i∘g", each with the name on its left side.</param>
/// <param name="Note">The comment's words: "forget gate".</param>
public sealed record SourceStatement(int Line, IReadOnlyList<string> Names,
    IReadOnlyList<(string Name, string Text)> Equations, string Note);
