using System.Net;
using AngleSharp.Dom;
using LearnDL.Site.Pages;

namespace LearnDL.Site.Glossary;

/// <summary>
/// Marks the first use of each term on a lesson's page: a button that opens the definition, which hovering and the
/// keyboard's focus show as well. The browser does it; no script is needed. A lesson that means something else by a word
/// says so in its front matter, <c>PlainWords: filter</c>.
/// </summary>
public sealed class GlossaryLinks(IReadOnlyList<GlossaryTerm> terms)
{
    // Where a button would be inside of another thing to press, would break a formula, or is in the way.
    const string Untouched =
        "a, button, summary, h1, h2, h3, h4, code, pre, samp, math, svg, figure, table, nav, data, .cited, .measured, .formula";

    readonly TermPattern pattern = new(terms);

    /// <summary>Marks the terms on the pages of lessons.</summary>
    public static void Apply(IReadOnlyList<RenderedPage> pages)
    {
        var links = new GlossaryLinks(GlossaryTerms.Of(pages));
        foreach (var page in pages.Where(page => page.Page?.Lesson is not null))
            links.Mark(page.Document.QuerySelector("main")!, page.Page!.Metadata.Text("PlainWords")
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    void Mark(IElement main, string[] plainWords)
    {
        var seen = new HashSet<GlossaryTerm>();
        foreach (var text in main.Descendants<IText>().Where(IsProse).ToList())
            Mark(text, seen, plainWords);
        if (seen.Count == 0) return;
        var script = main.Owner!.CreateElement("script");
        script.SetAttribute("src", "/terms.js");
        script.SetAttribute("defer", "");
        main.Append(script);
    }

    static bool IsProse(IText text) => text.ParentElement is { } parent && parent.Closest("main p, main li") is not null
        && parent.Closest(Untouched) is null && parent.Closest(".opening") is null;

    void Mark(IText text, HashSet<GlossaryTerm> seen, string[] plainWords)
    {
        var start = 0;
        while (pattern.First(text.Data, start) is { Success: true } found)
        {
            start = found.Index + found.Length;
            var term = pattern.Term(found.Value);
            if (plainWords.Any(word => pattern.Names(word, term))) continue;
            if (!seen.Add(term)) continue;
            var rest = text.Split(start);
            text.Split(found.Index).Replace(Button(term, found.Value, text.Owner!));
            (text, start) = (rest, 0);
        }
    }

    static IElement Button(GlossaryTerm term, string written, IDocument document)
    {
        var span = document.CreateElement("span");
        span.ClassName = "term";
        span.InnerHtml = $"<button type=\"button\" popovertarget=\"term-{term.Id}\">{WebUtility.HtmlEncode(written)}</button>"
            + $"<span class=\"definition\" id=\"term-{term.Id}\" popover><b>{WebUtility.HtmlEncode(term.Name)}</b> "
            + $"{term.Html} <a href=\"/{GlossaryTerm.Page}#{term.Id}\">In the glossary</a></span>";
        return span;
    }
}
