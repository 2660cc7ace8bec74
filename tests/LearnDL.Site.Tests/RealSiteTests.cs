using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using LearnDL.Lessons;
using LearnDL.Site.Content;
using LearnDL.Site.Runs;

namespace LearnDL.Site.Tests;

/// <summary>The pages of this repository, as text.</summary>
[Collection(RealSiteCollection.Name)]
public sealed class RealSiteTests(RealSite site)
{
    [Fact]
    public void Every_lesson_has_its_page_and_is_linked_from_home()
    {
        var home = new HtmlParser().ParseDocument(Read("index.html"));
        foreach (var lesson in LessonRuns.All)
            Assert.NotNull(home.QuerySelector($"ol.lessons a[href='lessons/{lesson.Folder}/index.html']"));
    }

    [Fact]
    public void Every_worst_case_of_the_gradient_report_is_on_its_page()
    {
        var text = new HtmlParser().ParseDocument(Read("is-it-right.html")).Body!.TextContent;
        foreach (var row in SweepReport.Shown(site.Options, out _)!.Rows)
            Assert.Contains(row.WorstCase, text);
    }

    [Fact]
    public void Every_page_is_under_40_KB_as_it_travels()
    {
        foreach (var url in site.Pages)
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
                gzip.Write(Encoding.UTF8.GetBytes(Read(url)));
            Assert.True(packed.Length < 40 * 1024, $"{url}: {packed.Length / 1024} KB");
        }
    }

    [Fact]
    public void No_page_needs_a_script()
    {
        var adding = new[] { "search/open.js", "terms.js", "through-time.js" };
        foreach (var page in site.Pages)
            foreach (var script in new HtmlParser().ParseDocument(Read(page)).QuerySelectorAll("script"))
            {
                var url = Urls.Combine(Urls.Folder(page), script.GetAttribute("src")!)!;
                Assert.Contains(url, adding);
                Assert.True(File.Exists(Path.Combine(site.Folders.Output, url)), url);
                Assert.True(script.HasAttribute("defer") && script.TextContent.Length == 0, page);
            }
    }

    [Fact]
    public void The_script_of_the_walk_hides_nothing_before_it_runs()
    {
        var page = new HtmlParser().ParseDocument(Read("through-time.html"));
        Assert.Equal("through-time.js", page.QuerySelector("main script")!.GetAttribute("src"));
        Assert.Equal("station-buttons", Assert.Single(page.QuerySelectorAll("[hidden]")).ClassName);
    }

    [Fact]
    public void Every_committed_record_names_the_commit_it_was_made_at()
    {
        var commits = LessonRuns.All.Select(lesson => LessonRecord.Read(site.Folders.KeptRecord(lesson.Folder))!.Commit)
            .Append(SweepReport.Kept(site.Folders)!.Commit);
        Assert.All(commits, commit => Assert.Matches("^[0-9a-f]{40}$", commit));
    }

    [Fact]
    public void A_term_is_explained_in_the_text_and_not_in_the_note_above_it()
    {
        Assert.All(site.Pages, page =>
            Assert.Empty(new HtmlParser().ParseDocument(Read(page)).QuerySelectorAll(".measured .term")));
    }

    [Fact]
    public void No_page_loads_anything_from_elsewhere()
    {
        foreach (var page in site.Pages)
        {
            var document = new HtmlParser().ParseDocument(Read(page));
            Assert.Empty(document.QuerySelectorAll("[src^=http], link[href^=http]:not([rel=canonical])"));
        }
    }

    [Fact]
    public void Every_sign_of_a_formula_is_in_the_font_that_the_site_brings()
    {
        var style = File.ReadAllText(Path.Combine(site.Folders.Output, "style.css"));
        var ranges = Regex.Matches(style, @"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")
            .Select(range => (First: Code(range.Groups[1]), Last: Code(range.Groups[range.Groups[2].Success ? 2 : 1])))
            .ToList();
        Assert.NotEmpty(ranges);
        Assert.True(File.Exists(Path.Combine(site.Folders.Output, "fonts", "stix-two-math.woff2")));
        foreach (var page in site.Pages)
            foreach (var formula in new HtmlParser().ParseDocument(Read(page)).QuerySelectorAll("math"))
                foreach (var sign in formula.TextContent.EnumerateRunes().Where(sign => !Rune.IsWhiteSpace(sign)))
                    Assert.True(ranges.Any(range => range.First <= sign.Value && sign.Value <= range.Last),
                        $"{page}: {sign} in {formula.TextContent}");

        static int Code(Group digits) => Convert.ToInt32(digits.Value, 16);
    }

    string Read(string page) => File.ReadAllText(Path.Combine(site.Folders.Output, page));
}
