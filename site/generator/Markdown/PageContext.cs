using LearnDL.Site.Code;
using LearnDL.Site.Content;
using LearnDL.Site.Runs;

namespace LearnDL.Site.Markdown;

/// <summary>What a page may draw on while it is rendered, and where it reports what is wrong.</summary>
public sealed record PageContext(
    SitePage Page,
    SiteFolders Folders,
    IReadOnlyList<SitePage> Pages,
    Snippets Snippets,
    Highlighter Highlighter,
    MathCache Math,
    RunRecords Runs,
    SweepReport? Gradients,
    Problems Problems)
{
    /// <summary>Drawings that are too large to stand inside a page: address in the site → SVG.</summary>
    public Dictionary<string, string> Drawings { get; init; } = [];

    /// <summary>A line counts from 0, as Markdig counts.</summary>
    public void Problem(int line, string what, string fix) => Problems.Add(Page.Source, line + 1, what, fix);
}
