namespace LearnDL.Site.Views;

/// <summary>A page in its frame.</summary>
/// <param name="Href">The address of a page or file of the site, as this page links to it.</param>
/// <param name="BuiltFrom">Version, date and commit.</param>
public sealed record LayoutModel(
    Func<string, string> Href,
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
    public string? Position { get; init; }

    /// <summary>Only a lesson has them.</summary>
    public LessonFacts? Facts { get; init; }

    public IReadOnlyList<Place> Contents { get; init; } = [];

    public Link? Previous { get; init; }

    public Link? Next { get; init; }

    /// <summary>Whether the page is served by the machine that measures, and may ask it how far it is.</summary>
    public bool IsLive { get; init; }

    /// <summary>Null while nobody has said where the site is published.</summary>
    public PublicAddress? Address { get; init; }

    public string FullTitle => Title == SiteTitle ? Title : $"{Title} · {SiteTitle}";

    /// <param name="Lesson">The folder of the lesson it leads to; null where it leads to another page.</param>
    public sealed record Link(string Title, string Href, string? Lesson, bool IsCurrent)
    {
        /// <summary>By which a script finds the links of lessons.</summary>
        public string LessonAttribute => Lesson is null ? "" : $" data-lesson=\"{Lesson}\"";
    }

    public sealed record Group(string? Name, bool IsNumbered, IReadOnlyList<Link> Links);

    public sealed record Place(string Html, string Id);

    /// <summary>Whole addresses: of this page, and of the picture shown where somebody shares it.</summary>
    public sealed record PublicAddress(string Page, string Picture);
}
