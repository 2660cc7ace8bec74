using LearnDL.Site.Content;

namespace LearnDL.Site.Views;

/// <summary>A page in its frame.</summary>
/// <param name="Url">Where the page is, from the root of the site.</param>
/// <param name="BuiltFrom">Version, date and commit.</param>
public sealed record LayoutModel(
    string Url,
    string Title,
    string Description,
    string SiteTitle,
    string Kind,
    string Heading,
    string Body,
    string BuiltFrom,
    IReadOnlyList<LayoutModel.Group> Navigation)
{
    /// <summary>"Lesson 3 of 8"; null on a page that is no lesson.</summary>
    public string? Count { get; init; }

    public IReadOnlyList<Place> Contents { get; init; } = [];

    public Link? Previous { get; init; }

    public Link? Next { get; init; }

    /// <summary>Null while nobody has said where the site is published.</summary>
    public PublicAddress? Address { get; init; }

    public string FullTitle => Title == SiteTitle ? Title : $"{Title} · {SiteTitle}";

    /// <summary>The address of a page or file, as this page links to it.</summary>
    public string Href(string to) => Urls.Relative(Url, to);

    public sealed record Link(string Title, string Href, bool IsCurrent);

    public sealed record Group(string? Name, bool IsNumbered, IReadOnlyList<Link> Links);

    public sealed record Place(string Html, string Id);

    /// <summary>Whole addresses: of this page, and of the picture shown where somebody shares it.</summary>
    public sealed record PublicAddress(string Page, string Picture);
}
