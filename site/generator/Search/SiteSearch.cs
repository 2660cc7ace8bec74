using AspNetCoreGeneratedDocument;
using LearnDL.Site.Api;
using LearnDL.Site.Glossary;
using LearnDL.Site.Pages;
using LearnDL.Site.Views;

namespace LearnDL.Site.Search;

/// <summary>What the site needs to be searched: the index, and a page that lists everything without a script.</summary>
public sealed class SiteSearch(ApiCatalogue api, IReadOnlyList<RenderedPage> rendered)
{
    /// <summary>The page for those who run no scripts.</summary>
    public const string Page = "search.html";

    readonly IReadOnlyList<SearchEntry> entries =
        SearchEntries.Of(rendered, GlossaryTerms.Of(rendered), api);

    /// <summary>The index, and where it belongs.</summary>
    public (string Url, string Text) Index => (SearchIndex.Url, SearchIndex.Script(entries));

    public RenderedPage ListOfAll(PageFrame frame) => frame.Extra(Page, "Search",
        "All pages, terms, types and source files of this site.",
        new theme__SearchPage().Render(new SearchPageModel(
            Links(SearchKind.Page, SearchKind.Lesson), Links(SearchKind.Term), Links(SearchKind.Api),
            Links(SearchKind.Source))));

    IReadOnlyList<SearchPageModel.Link> Links(params SearchKind[] kinds) =>
        [.. entries.Where(entry => kinds.Contains(entry.Kind) // of pages and lessons no sections
                && (entry.Within.Length == 0 || entry.Kind is not (SearchKind.Page or SearchKind.Lesson)))
            .Select(entry => new SearchPageModel.Link(
                entry.Kind == SearchKind.Source ? entry.Within : entry.Title, entry.Url))];
}
