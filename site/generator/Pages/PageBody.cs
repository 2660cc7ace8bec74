using AngleSharp.Dom;
using LearnDL.Lessons;
using LearnDL.Site.Content;
using LearnDL.Site.Views;

namespace LearnDL.Site.Pages;

/// <summary>The last touches on a page's text: a title, names for headings, tables that scroll.</summary>
public sealed class PageBody(IElement body)
{
    public string Html => body.InnerHtml;

    public string Title { get; private set; } = "";

    public IReadOnlyList<LayoutModel.Place> Contents { get; private set; } = [];

    public LessonFacts? Facts(SitePage page, IReadOnlyList<SitePage> pages, LessonRecord? run) =>
        LessonFacts.Of(page, pages, body, run);

    IDocument Document => body.Owner!;

    public void Arrange(string title)
    {
        // The layout sets the title; a text that begins with its own keeps that one.
        var first = body.QuerySelector("h1");
        Title = first?.InnerHtml ?? System.Net.WebUtility.HtmlEncode(title);
        first?.Remove();
        NameHeadings();
        WrapTables();
        KeepPunctuation();
        Contents = [.. body.QuerySelectorAll("h2").Select(h => new LayoutModel.Place(h.InnerHtml, h.Id!))];
    }

    void NameHeadings()
    {
        var used = body.QuerySelectorAll("[id]").Select(element => element.Id!).ToHashSet();
        foreach (var heading in body.QuerySelectorAll("h2, h3, h4").Where(heading => string.IsNullOrEmpty(heading.Id)))
        {
            var name = string.Join('-', heading.TextContent.ToLowerInvariant()
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Select(word => new string([.. word.Where(char.IsLetterOrDigit)])).Where(word => word.Length > 0));
            heading.Id = used.Add(name) ? name
                : Enumerable.Range(2, int.MaxValue - 2).Select(n => $"{name}-{n}").First(used.Add);
        }
    }

    // Each wrapped table is a place of its own to a screen reader, and needs a name that no other has.
    void WrapTables()
    {
        var names = new HashSet<string>();
        foreach (var table in body.QuerySelectorAll("table"))
        {
            var wrap = Document.CreateElement("div");
            wrap.ClassName = "scroll";
            wrap.SetAttribute("tabindex", "0");
            wrap.SetAttribute("role", "region");
            var name = table.QuerySelector("caption")?.TextContent is { Length: > 0 } caption ? $"Table: {caption}"
                : $"Table: {table.QuerySelector("tr")?.TextContent.Trim().ReplaceLineEndings(" ")}";
            wrap.SetAttribute("aria-label", names.Add(name) ? name
                : Enumerable.Range(2, int.MaxValue - 2).Select(n => $"{name}, number {n}").First(names.Add));
            table.Replace(wrap);
            wrap.Append(table);
        }
    }

    // A comma must not begin a line because a formula ended the one before.
    void KeepPunctuation()
    {
        foreach (var math in body.QuerySelectorAll("math:not([display=block])").ToList())
        {
            if (math.NextSibling is not IText text) continue;
            var length = text.Data.TakeWhile(c => ".,;:!?)".Contains(c)).Count();
            if (length == 0) continue;
            _ = text.Split(length);
            var line = Document.CreateElement("span");
            line.ClassName = "unbroken";
            math.Replace(line);
            line.Append(math, text);
        }
    }
}
