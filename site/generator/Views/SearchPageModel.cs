namespace LearnDL.Site.Views;

/// <summary>Everything a search can find, as lists of links.</summary>
public sealed record SearchPageModel(
    IReadOnlyList<SearchPageModel.Link> Pages,
    IReadOnlyList<SearchPageModel.Link> Terms,
    IReadOnlyList<SearchPageModel.Link> Types,
    IReadOnlyList<SearchPageModel.Link> Sources)
{
    public sealed record Link(string Title, string Href);
}
