using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace LearnDL.Site.Tests;

/// <summary>What stands around a text: the way to other pages, and what a browser or a search engine reads.</summary>
public sealed class FrameTests : IDisposable
{
    const string Exercise = "## One\n\n<?# Exercise title=\"Your turn: x\" ?>\nDo it.\n<?#/ Exercise ?>\n\n## Two";

    readonly FixtureSite site = new FixtureSite().Lesson(Exercise);

    [Fact]
    public void The_navigation_numbers_the_lessons_and_marks_the_page_it_is_on()
    {
        site.Write("site/input/lessons/_directory.yml", "Section: Lessons");
        site.Write("lessons/02-more/lesson.md", FixtureSite.Page("More", "Text.", order: 20));
        site.Write("lessons/02-more/record/record.json",
            File.ReadAllText(site.Folders.Full("lessons/01-demo/record/record.json")));
        site.Build();
        var page = Page("lessons/02-more/index.html");

        Assert.Equal("Lesson 2 of 2", page.QuerySelector(".opening .facts li")!.TextContent);
        Assert.Equal("Lesson 2 of 2", page.QuerySelector("header summary")!.TextContent);
        Assert.Equal(["Demo", "More"], page.QuerySelectorAll("nav[aria-label=Pages] .numbered a").Select(a => a.TextContent));
        Assert.Equal("More", page.QuerySelector("nav [aria-current=page]")!.TextContent);
        Assert.Equal("Lessons", page.QuerySelector("nav[aria-label=Pages] p")!.TextContent);
        Assert.Equal("All pages", Page("index.html").QuerySelector("header summary")!.TextContent);
    }

    [Fact]
    public void The_contents_hold_the_exercises_and_are_closed_as_the_menu_is()
    {
        site.Build();
        var page = Page("lessons/01-demo/index.html");

        Assert.Equal(["One", "Your turn: x", "Two"],
            page.QuerySelectorAll("nav[aria-label='On this page'] a").Select(a => a.TextContent));
        foreach (var fold in page.QuerySelectorAll("details")) Assert.False(fold.HasAttribute("open"));
        Assert.Equal(["menu", "contents"], page.QuerySelectorAll("details").Select(fold => fold.ClassName!));
    }

    [Fact]
    public void Every_page_names_its_version_date_and_commit()
    {
        const string hash = "89abcdef0123456789abcdef0123456789abcdef";
        site.Build();
        Assert.Matches(@"LearnDL \d+\.\d+\.\d+, built on \d{4}-\d\d-\d\d from a copy without its history",
            Page("index.html").QuerySelector("footer")!.TextContent);

        site.Write(".git/HEAD", hash);
        foreach (var url in site.Build())
            Assert.Contains("from commit 89abcde.", Page(url).QuerySelector("footer")!.TextContent);
    }

    [Fact]
    public void A_page_that_is_shared_says_what_it_is()
    {
        site.Build();
        var page = Page("lessons/01-demo/index.html");
        Assert.Equal("Demo", Meta(page, "og:title"));
        Assert.Equal("About Demo.", Meta(page, "og:description"));
        Assert.Equal("article", Meta(page, "og:type"));
        Assert.Equal("website", Meta(Page("index.html"), "og:type"));
        // whole addresses are not known yet
        Assert.Null(Meta(page, "og:image"));
        Assert.Null(page.QuerySelector("link[rel=canonical]"));
        Assert.Equal("../../favicon.svg", page.QuerySelector("link[rel=icon]")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("https://example.org/learn")]
    [InlineData("https://example.org/learn/")]
    public void A_published_site_has_whole_addresses(string address)
    {
        site.Write("site/input/_directory.yml", $"SiteTitle: Fixture\nSiteAddress: {address}");
        site.Build();
        var page = Page("lessons/01-demo/index.html");

        const string expected = "https://example.org/learn/lessons/01-demo/";
        Assert.Equal(expected, page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        Assert.Equal(expected, Meta(page, "og:url"));
        Assert.Equal("https://example.org/learn/card.png", Meta(page, "og:image"));
        Assert.Equal(["https://example.org/learn/", expected], Sitemap());
        Assert.Equal("/learn/style.css", Page("404.html").QuerySelector("link[rel=stylesheet]")!.GetAttribute("href"));
    }

    [Fact]
    public void An_address_that_leads_nowhere_has_a_page_whose_links_hold_at_any_depth()
    {
        site.Build();
        var page = Page("404.html");

        Assert.NotEmpty(page.QuerySelectorAll("nav a"));
        foreach (var link in page.QuerySelectorAll("[href]:not(.skip)"))
            Assert.StartsWith("/", link.GetAttribute("href")!);
        Assert.Equal(["http://127.0.0.1:5080/", "http://127.0.0.1:5080/lessons/01-demo/"], Sitemap());
    }

    [Fact]
    public void A_large_drawing_lies_in_files_by_day_and_by_night()
    {
        site.Write("lessons/01-demo/record/history.svg", """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 300"><style>@media (prefers-color-scheme:dark){a{b:c}}</style>
            <image class="day" href="data:,1"/><image class="night" href="data:,2"/></svg>
            """);
        site.Lesson("<?# Picture name=\"history\" /?>");
        var page = new HtmlParser().ParseDocument(site.BuiltLesson());

        var picture = page.QuerySelector("figure.picture img")!;
        Assert.Equal("A falling curve", picture.GetAttribute("alt"));
        Assert.Equal(("lazy", "420", "300"),
            (picture.GetAttribute("loading"), picture.GetAttribute("width"), picture.GetAttribute("height")));
        Assert.Equal("history.svg", picture.GetAttribute("src"));
        Assert.Equal("(prefers-color-scheme: dark)", page.QuerySelector("picture source")!.GetAttribute("media"));
        Assert.Equal("history-dark.svg", page.QuerySelector("picture source")!.GetAttribute("srcset"));
        var (day, night) = (site.Output("lessons/01-demo/history.svg"), site.Output("lessons/01-demo/history-dark.svg"));
        Assert.Contains("data:,1", day);
        Assert.DoesNotContain("data:,2", day);
        Assert.Contains("@media not all{a{b:c}}", day);
        Assert.Contains("data:,2", night);
        Assert.DoesNotContain("data:,1", night);
        Assert.Contains("@media all{a{b:c}}", night);
    }

    static string? Meta(IHtmlDocument page, string property) =>
        page.QuerySelector($"meta[property='{property}']")?.GetAttribute("content");

    IHtmlDocument Page(string url) => new HtmlParser().ParseDocument(site.Output(url));

    IEnumerable<string> Sitemap() =>
        XElement.Parse(site.Output("sitemap.xml")).Descendants().Where(e => e.Name.LocalName == "loc").Select(e => e.Value);

    public void Dispose() => site.Dispose();
}
