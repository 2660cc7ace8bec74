using AngleSharp.Html.Parser;
using AspNetCoreGeneratedDocument;
using LearnDL.Lessons;
using LearnDL.Site.Content;
using LearnDL.Site.Views;

namespace LearnDL.Site.Pages;

/// <summary>Puts a rendered text into the layout: navigation, table of contents, previous and next.</summary>
public sealed class PageFrame(IReadOnlyList<SitePage> pages, HtmlParser parser, Func<string, LessonRecord?> recordOf)
{
    public RenderedPage Page(SitePage page, string html)
    {
        var body = new PageBody(parser.ParseDocument(html).Body!);
        body.Arrange(page.Title);
        var index = pages.ToList().IndexOf(page);
        var layout = Layout(page.Url, page.Title, page.Description, page.Lesson is not null ? "lesson"
            : Path.GetFileNameWithoutExtension(page.Url), body.Title, body.Html) with
        {
            Contents = body.Contents,
            Facts = body.Facts(page, pages, page.Lesson is null ? null : recordOf(page.Lesson)),
            Previous = index > 0 ? Link(page.Url, pages[index - 1]) : null,
            Next = index + 1 < pages.Count ? Link(page.Url, pages[index + 1]) : null,
        };
        return new RenderedPage(page.Url, page.Source, parser.ParseDocument(new theme__Layout().Render(layout)), page);
    }

    public RenderedPage Source(string file, string url, string html) =>
        new(url, file, parser.ParseDocument(new theme__Layout().Render(Layout(url, file, $"The source file {file}, "
            + "as the build compiled it.", "source", System.Net.WebUtility.HtmlEncode(file), html))), null);

    /// <summary>A page that is made of the others and stands in no order with them.</summary>
    public RenderedPage Extra(string url, string title, string description, string html)
    {
        var body = new PageBody(parser.ParseDocument(html).Body!);
        body.Arrange(title);
        return new(url, url, parser.ParseDocument(new theme__Layout().Render(
            Layout(url, title, description, "extra", title, body.Html))), null);
    }

    public static string Html(AngleSharp.Html.Dom.IHtmlDocument document) => document.DocumentElement is var root
        ? "<!DOCTYPE html>\n" + root.OuterHtml + "\n" : "";

    LayoutModel Layout(string url, string title, string description, string kind, string heading, string html) => new(
        title, description, pages[0].Metadata.Has("SiteTitle") ? pages[0].Metadata.Text("SiteTitle") : pages[0].Title,
        Urls.Relative(url, "index.html"), Urls.Relative(url, "style.css"), kind, heading, html,
        [.. pages.Where(page => page.Url != "index.html").Select(page => Link(url, page))], [], null, null);

    static LayoutModel.Link Link(string from, SitePage to) =>
        new(to.NavigationTitle, Urls.Relative(from, to.Url), to.Section, IsCurrent: from == to.Url);
}
