using LearnDL.Site.Runs;

namespace LearnDL.Site.Walk;

/// <summary>A line of code that ran, its formulas with their numbers, and every op in it.</summary>
/// <param name="Code">The line as HTML, without its comment; null for what is no line of the layer's.</param>
/// <param name="Place">Where it stands, as a reader says it; what it is, where it is no line of the layer's.</param>
/// <param name="Href">Where it stands, as a link.</param>
/// <param name="Entries">What it computed.</param>
/// <param name="Ops">The ops it took, if they were several.</param>
public sealed record WalkLine(string? Code, string? Place, string? Href, IReadOnlyList<WalkLine.Entry> Entries,
    IReadOnlyList<RecordedLine.Op> Ops)
{
    /// <param name="Name">Of the value.</param>
    /// <param name="Math">Its formula, or its name, as MathML.</param>
    /// <param name="Note">A few words.</param>
    /// <param name="Numbers">The value.</param>
    public sealed record Entry(string Name, string Math, string Note, NumberTable Numbers);
}
