using AngleSharp.Html.Parser;
using AspNetCoreGeneratedDocument;
using LearnDL.Lessons;
using LearnDL.Site.Content;
using LearnDL.Site.Views;

namespace LearnDL.Site.Pages;

/// <summary>Puts a rendered text into the layout: navigation, table of contents, previous and next.</summary>
public sealed class PageFrame(
    SiteOptions options, IReadOnlyList<SitePage> pages, HtmlParser parser, Func<string, LessonRecord?> recordOf)
{
    /// <summary>Where the page lies that a web server shows for an address that leads nowhere.</summary>
    public const string NotFoundUrl = "404.html";

    const string SharedPicture = "card.png";

    readonly string builtFrom =
        $"LearnDL {typeof(PageFrame).Assembly.GetName().Version!.ToString(3)}, built on {DateTime.UtcNow:yyyy-MM-dd} "
        + (Commit.Of(options.Folders.Root) is { } commit ? $"from commit {Commit.Short(commit)}."
            : "from a copy without its history.");

    public RenderedPage Page(SitePage page, string html)
    {
        var body = new PageBody(parser.ParseDocument(html).Body!);
        body.Arrange(page.Title);
        var index = pages.ToList().IndexOf(page);
        var facts = body.Facts(page, pages, page.Lesson is null ? null : recordOf(page.Lesson));
        var layout = Layout(page.Url, page.Title, page.Description, page.Lesson is not null ? "lesson"
            : Path.GetFileNameWithoutExtension(page.Url), body.Title, body.Html) with
        {
            Position = facts?.Position,
            Contents = body.Contents,
            Facts = facts,
            Previous = index > 0 ? Link(page.Url, pages[index - 1]) : null,
            Next = index + 1 < pages.Count ? Link(page.Url, pages[index + 1]) : null,
        };
        return Rendered(page.Url, page.Source, layout, page);
    }

    public RenderedPage Source(string file, string url, string html) =>
        Rendered(url, file, Layout(url, file, $"The source file {file}, as the build compiled it.", "source",
            System.Net.WebUtility.HtmlEncode(file), html), null);

    /// <summary>
    /// What a web server shows for an address that leads nowhere. It may be shown at any depth, so its links begin at
    /// the root of the site.
    /// </summary>
    public RenderedPage NotFound() => Rendered(NotFoundUrl, NotFoundUrl, Layout(NotFoundUrl, "Not found",
        "There is no page at this address.", "missing", "There is no such page",
        $"""<p>The address may have been mistyped, or the page has moved. <a href="{Href(NotFoundUrl, "index.html")}">"""
            + "Begin at the home page</a>, or choose one from the list of all pages.</p>"), null);

    /// <summary>A page that is made of the others and stands in no order with them.</summary>
    public RenderedPage Extra(string url, string title, string description, string html)
    {
        var body = new PageBody(parser.ParseDocument(html).Body!);
        body.Arrange(title);
        return Rendered(url, url, Layout(url, title, description, "extra", title, body.Html), null);
    }

    public static string Html(AngleSharp.Html.Dom.IHtmlDocument document) =>
        "<!DOCTYPE html>\n" + document.DocumentElement.OuterHtml + "\n";

    RenderedPage Rendered(string url, string source, LayoutModel layout, SitePage? page) =>
        new(url, source, parser.ParseDocument(new theme__Layout().Render(layout)), page);

    LayoutModel Layout(string url, string title, string description, string kind, string heading, string html) => new(
        to => Href(url, to), title, description, Text("SiteTitle") ?? pages[0].Title, kind, heading, html, builtFrom,
        Navigation(url))
    {
        IsLive = options.IsLive,
        Address = SiteAddress.Of(pages) is { } site ? new(site.Whole(url), site.Whole(SharedPicture)) : null,
    };

    /// <summary>Pages in reading order; those of a section that follow each other stand together under its name.</summary>
    List<LayoutModel.Group> Navigation(string url)
    {
        var groups = new List<LayoutModel.Group>();
        var rest = pages.Where(page => page.Url != "index.html").ToList();
        for (var (start, end) = (0, 0); start < rest.Count; start = end)
        {
            while (end < rest.Count && rest[end].Section == rest[start].Section) end++;
            groups.Add(new(rest[start].Section, rest[start].Lesson is not null,
                [.. rest[start..end].Select(page => Link(url, page))]));
        }
        return groups;
    }

    string? Text(string key) => pages[0].Metadata.Has(key) ? pages[0].Metadata.Text(key) : null;

    LayoutModel.Link Link(string from, SitePage to) =>
        new(to.NavigationTitle, Href(from, to.Url), to.Lesson, IsCurrent: from == to.Url);

    string Href(string from, string to) =>
        from != NotFoundUrl ? Urls.Relative(from, to)
            : (options.IsLive ? "/" : SiteAddress.Of(pages)?.Folder ?? "/") + to; // served at home it is the root
}
