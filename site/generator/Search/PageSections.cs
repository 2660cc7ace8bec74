using System.Text.RegularExpressions;
using AngleSharp.Dom;
using LearnDL.Site.Api;
using LearnDL.Site.Content;
using LearnDL.Site.Pages;

namespace LearnDL.Site.Search;

/// <summary>The sections of a page, each from its heading to the next one.</summary>
static partial class PageSections
{
    const string Blocks = "p, li, dt, dd, h2, h3, h4, pre, td, th, figcaption, caption, blockquote, section, .lessons a";

    // Nobody looks for what stands below every title, nor for the thousands of numbers of the walk through time.
    const string LeftOut = "math, .formula, nav, script, .facts, .measured, .definition, .walk table, .station-buttons, svg, "
        + ".keras-names";

    public static IEnumerable<SearchEntry> Of(RenderedPage page)
    {
        var main = (IElement)page.Document.QuerySelector("main")!.Clone();
        foreach (var element in main.QuerySelectorAll(LeftOut).ToList()) element.Remove();
        foreach (var block in main.QuerySelectorAll(Blocks)) block.After(main.Owner!.CreateTextNode(" "));
        var title = page.Page!.Lesson is { } lesson ? $"Lesson {ShownIn.Number(lesson)}: {page.Page.Title}" : page.Page.Title;
        var kind = page.Page.Lesson is not null ? SearchKind.Lesson : SearchKind.Page;
        var section = new Section(null);
        foreach (var node in main.Descendants<INode>())
        {
            if (node is IElement { LocalName: "h2" or "h3" or "h4" } heading && heading.Id is { Length: > 0 })
            {
                yield return Entry(section);
                section = new Section(heading);
            }
            else if (node is IText text) section.Add(text);
        }
        yield return Entry(section);

        SearchEntry Entry(Section from) => new(kind,
            from.Heading is null ? page.Url : $"{page.Url}#{from.Heading.Id}",
            from.Heading is null ? title : One(from.Heading.TextContent), from.Heading is null ? "" : title,
            One(string.Concat(from.Prose)), Words: string.Join(' ', Word().Matches(string.Join(' ', from.Code))
                .Select(word => word.Value).Distinct().Order(StringComparer.Ordinal)));
    }

    public static string One(string text) => Gap().Replace(text, " ").Trim();

    sealed class Section(IElement? heading)
    {
        public IElement? Heading { get; } = heading;
        public List<string> Prose { get; } = [];
        public List<string> Code { get; } = [];

        public void Add(IText text)
        {
            if (Heading is not null && Heading.Contains(text) || text.ParentElement?.LocalName == "h1") return;
            (text.ParentElement?.Closest("pre") is null ? Prose : Code).Add(text.Data);
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Gap();

    // Names only: a number in a program or in what it printed leads nowhere.
    [GeneratedRegex(@"[\p{L}_][\p{L}\p{N}_]+")]
    private static partial Regex Word();
}
