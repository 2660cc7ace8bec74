using System.Text.RegularExpressions;
using AngleSharp.Dom;
using LearnDL.Site.Pages;

namespace LearnDL.Site.Glossary;

/// <summary>Reads the terms from the glossary's page: every heading of the third rank, and the text below it.</summary>
static partial class GlossaryTerms
{
    public static IReadOnlyList<GlossaryTerm> Of(IEnumerable<RenderedPage> pages) =>
        pages.FirstOrDefault(page => page.Url == GlossaryTerm.Page) is not { } glossary ? []
            : [.. glossary.Document.QuerySelectorAll("main h3[id]").Select(Term)];

    static GlossaryTerm Term(IElement heading)
    {
        var paragraphs = new List<IElement>();
        for (var next = heading.NextElementSibling; next?.LocalName == "p"; next = next.NextElementSibling)
            paragraphs.Add((IElement)next.Clone());
        var others = paragraphs.SelectMany(paragraph => paragraph.QuerySelectorAll("em"))
            .Where(name => Called().IsMatch(name.PreviousSibling?.TextContent ?? "")
                || name.PreviousSibling?.TextContent == " or ")
            .Select(name => name.TextContent).ToList();
        foreach (var paragraph in paragraphs)
            foreach (var link in paragraph.QuerySelectorAll("a").ToList())
                link.Replace([.. link.ChildNodes]);
        return new GlossaryTerm(PageText(heading), heading.Id!,
            string.Join(' ', paragraphs.Select(paragraph => paragraph.InnerHtml)),
            string.Join(' ', paragraphs.Select(PageText)), others);
    }

    static string PageText(IElement element) => Gap().Replace(element.TextContent, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Gap();

    [GeneratedRegex(@"\bcalled\s$")]
    private static partial Regex Called();
}
