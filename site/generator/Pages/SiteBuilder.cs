using System.Text;
using AngleSharp.Html.Parser;
using AspNetCoreGeneratedDocument;
using LearnDL.Lessons;
using LearnDL.Site.Api;
using LearnDL.Site.Checks;
using LearnDL.Site.Code;
using LearnDL.Site.Content;
using LearnDL.Site.Glossary;
using LearnDL.Site.Markdown;
using LearnDL.Site.Runs;
using LearnDL.Site.Search;
using LearnDL.Site.Views;

namespace LearnDL.Site.Pages;

/// <summary>
/// Builds the site, or says everything that keeps it from being built and leaves the last one in place.
/// </summary>
public sealed class SiteBuilder(SiteOptions options) : IDisposable
{
    readonly SiteFolders folders = options.Folders;
    readonly Highlighter highlighter = new(options.Folders);
    Problems problems = new();
    Dictionary<string, string> files = []; // address in the site → file to copy
    readonly HtmlParser parser = new();

    /// <summary>Returns the addresses of the pages, in reading order, source pages last.</summary>
    public IReadOnlyList<string> Build()
    {
        (problems, files) = (new(), []);
        var pages = SitePages.Load(folders, problems);
        SiteAddress.Check(pages, problems);
        AddAssets();
        var snippets = new Snippets(folders);
        var context = new PageContext(null!, options, pages, snippets, highlighter, MathCache.Read(folders.MathCache),
            RunRecords.Read(options, problems), Sweep(), new(() => ApiCatalogue.Read(folders)), problems);

        var frame = new PageFrame(options, pages, parser, lesson => context.Runs.Find(lesson)?.Record);
        var rendered = pages.Select(page => frame.Page(page, Text(context with { Page = page, Used = [] }))).ToList();
        GlossaryLinks.Apply(rendered);
        var links = new LinkChecker(pages, snippets,
            (HashSet<string>)[.. files.Keys, .. context.Drawings.Keys, SiteSearch.Page], folders, problems);
        foreach (var page in rendered) links.Resolve(page); // may ask for further source pages
        var shown = new ShownIn(pages);
        rendered.AddRange(snippets.Shown.Select(file => frame.Source(file.Name, Snippets.UrlOf(file.Name),
            new theme__Source().Render(new SourcePage(file.Name, [.. highlighter.AllLines(file)],
                shown.Links(file.Name))))));
        var search = new SiteSearch(context.Api.Value, rendered);
        rendered.Add(search.ListOfAll(frame));
        links.CheckAnchors(rendered);

        problems.ThrowIfAny();
        Write(rendered, new Dictionary<string, string>(context.Drawings)
        {
            [search.Index.Url] = search.Index.Text,
            [PageFrame.NotFoundUrl] = PageFrame.Html(frame.NotFound().Document),
            ["sitemap.xml"] = Sitemap.Of(pages),
        });
        return [.. rendered.Select(page => page.Url)];
    }

    public void Dispose() => highlighter.Dispose();

    /// <summary>
    /// A page's text, and before it on which machine its numbers were measured; the home page first says what it is.
    /// </summary>
    static string Text(PageContext context)
    {
        var html = SiteMarkdown.Render(context);
        var note = MeasuredNote.Of(context) is { } measured ? new theme__Measured().Render(measured) : "";
        return context.Page.Url == "index.html" ? html + note : note + html;
    }

    SweepReport? Sweep()
    {
        var report = SweepReport.Shown(options, out var reason);
        if (report is null)
            problems.Add(folders.Name(folders.SweepReport), 0, reason,
                "run: dotnet run -c Release --project site -- measure");
        foreach (var row in report?.Rows.Where(row => !row.Passed) ?? [])
            problems.Add(folders.Name(folders.SweepReport), 0,
                $"the gradient of {row.Subject} is wrong: {row.WorstCase}, seed {row.WorstSeed}",
                "mend its backward pass.");
        return report;
    }

    void AddAssets()
    {
        Add(folders.Theme, ".cshtml");
        Add(folders.Input, ".md");

        void Add(string folder, string source)
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
                if (!path.EndsWith(source, StringComparison.Ordinal) && !Path.GetFileName(path).StartsWith('_'))
                    files[Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/')] = path;
        }
    }

    void Write(IReadOnlyList<RenderedPage> pages, IReadOnlyDictionary<string, string> texts)
    {
        var output = new OutputFolder(folders.Output);
        foreach (var (url, path) in files) output.Write(url, File.ReadAllBytes(path));
        foreach (var (url, text) in texts) output.Write(url, Encoding.UTF8.GetBytes(text));
        foreach (var page in pages) output.Write(page.Url, Encoding.UTF8.GetBytes(PageFrame.Html(page.Document)));
        output.DeleteOthers();
    }
}
