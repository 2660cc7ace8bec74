using LearnDL.Site.Api;
using LearnDL.Site.Code;
using LearnDL.Site.Content;
using LearnDL.Site.Runs;

namespace LearnDL.Site.Markdown;

/// <summary>What a page may draw on while it is rendered, and where it reports what is wrong.</summary>
public sealed record PageContext(
    SitePage Page,
    SiteOptions Options,
    IReadOnlyList<SitePage> Pages,
    Snippets Snippets,
    Highlighter Highlighter,
    MathCache Math,
    RunRecords Runs,
    SweepReport? Gradients,
    Lazy<ApiCatalogue> Api,
    Problems Problems)
{
    /// <summary>Drawings that are too large to stand inside a page: address in the site → SVG.</summary>
    public Dictionary<string, string> Drawings { get; init; } = [];

    /// <summary>The runs that the page has shown something of, in the order in which it did.</summary>
    public IList<ShownRun> Used { get; init; } = [];

    public SiteFolders Folders => Options.Folders;

    /// <summary>A line counts from 0, as Markdig counts.</summary>
    public void Problem(int line, string what, string fix) => Problems.Add(Page.Source, line + 1, what, fix);
}
