namespace LearnDL.Site.Views;

/// <summary>A page in its frame.</summary>
public sealed record LayoutModel(
    string Title,
    string Description,
    string SiteTitle,
    string Home,
    string Stylesheet,
    string Kind,
    string Heading,
    string Body,
    IReadOnlyList<LayoutModel.Link> Navigation,
    IReadOnlyList<LayoutModel.Place> Contents,
    LayoutModel.Link? Previous,
    LayoutModel.Link? Next)
{
    /// <summary>Only a lesson has them.</summary>
    public LessonFacts? Facts { get; init; }

    public sealed record Link(string Title, string Href, string? Section, bool IsCurrent);

    public sealed record Place(string Html, string Id);
}
