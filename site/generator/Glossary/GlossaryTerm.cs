namespace LearnDL.Site.Glossary;

/// <summary>A word of the glossary.</summary>
/// <param name="Id">Its place on the glossary's page.</param>
/// <param name="Html">Its definition as the inside of a paragraph, without links.</param>
/// <param name="OtherNames">What else it is called there.</param>
public sealed record GlossaryTerm(string Name, string Id, string Html, string Text, IReadOnlyList<string> OtherNames)
{
    public const string Page = "glossary.html";
}
