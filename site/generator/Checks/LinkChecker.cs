using AngleSharp.Dom;
using LearnDL.Site.Code;
using LearnDL.Site.Content;
using LearnDL.Site.Markdown;
using LearnDL.Site.Pages;

namespace LearnDL.Site.Checks;

/// <summary>Makes every link inside the site relative and finds those that lead nowhere.</summary>
public sealed class LinkChecker(
    IReadOnlyList<SitePage> pages, Snippets snippets, IReadOnlySet<string> files, SiteFolders folders,
    Problems problems)
{
    readonly List<(RenderedPage Page, int Line, string Href, string Url, string Anchor)> anchors = [];

    /// <summary>
    /// Points the links of a page at addresses of the site; a link may name a page's .md
    /// or a .cs file as the repository does.
    /// </summary>
    public void Resolve(RenderedPage page)
    {
        foreach (var element in page.Document.QuerySelectorAll("[href], [src]").ToList())
        {
            var attribute = element.HasAttribute("href") ? "href" : "src";
            var href = element.GetAttribute(attribute)!;
            var line = int.TryParse(element.GetAttribute(SiteMarkdown.LineAttribute), out var known) ? known : 0;
            element.RemoveAttribute(SiteMarkdown.LineAttribute);
            if (element.LocalName == "img" && string.IsNullOrWhiteSpace(element.GetAttribute("alt")))
                problems.Add(page.Source, line, $"the picture {href} has no text alternative",
                    "say in its alt text what it shows.");
            if (IsExternal(href)) continue;
            var cut = href.IndexOfAny(['#', '?']);
            var (path, rest) = cut < 0 ? (href, "") : (href[..cut], href[cut..]);
            var url = path.Length == 0 ? page.Url : Find(page, path);
            if (url is null)
            {
                problems.Add(page.Source, line, $"the link \"{href}\" leads nowhere", Hint(page, path));
                continue;
            }
            if (path.Length > 0) element.SetAttribute(attribute, Urls.Relative(page.Url, url) + rest);
            if (rest.StartsWith('#') && rest.Length > 1)
                anchors.Add((page, line, href, url, Uri.UnescapeDataString(rest[1..])));
        }
    }

    /// <summary>To be called when all pages are there.</summary>
    public void CheckAnchors(IReadOnlyList<RenderedPage> rendered)
    {
        var byUrl = rendered.ToDictionary(page => page.Url);
        foreach (var (page, line, href, url, anchor) in anchors)
        {
            if (!byUrl.TryGetValue(url, out var target) || target.Document.GetElementById(anchor) is not null) continue;
            var known = target.Document.QuerySelectorAll("main [id]").Select(e => e.Id).Take(40);
            problems.Add(page.Source, line, $"the link \"{href}\" names a place that {url} does not have",
                $"places there: {string.Join(", ", known)}.");
        }
    }

    string? Find(RenderedPage page, string path)
    {
        path = Uri.UnescapeDataString(path);
        if (!path.StartsWith('/') && Urls.Combine(Urls.Folder(page.Source), path) is { } name)
        {
            if (pages.FirstOrDefault(p => p.Source == name) is { } source) return source.Url;
            if (snippets.File(name) is not null) return Snippets.UrlOf(name);
        }
        var url = path.StartsWith('/') ? Urls.Combine("", path) : Urls.Combine(Urls.Folder(page.Url), path);
        if (url is null) return null;
        if (url.EndsWith(".md", StringComparison.Ordinal)) url = url[..^3];
        return new[] { url, url + ".html", Urls.Combine(url, "index.html")! }.FirstOrDefault(candidate =>
            pages.Any(p => p.Url == candidate) || files.Contains(candidate)
                || snippets.Shown.Any(f => Snippets.UrlOf(f.Name) == candidate));
    }

    string Hint(RenderedPage page, string path)
    {
        var name = Path.GetFileNameWithoutExtension(path.TrimEnd('/'));
        if (!path.StartsWith('/') && Urls.Combine(Urls.Folder(page.Source), path) is { } file
            && File.Exists(folders.Full(file)))
            return "that file is in the repository, but not on the site: name it without a link.";
        var near = pages.Where(p => p.Url.Contains(name, StringComparison.OrdinalIgnoreCase))
            .Select(p => "/" + p.Url).ToList();
        return $"pages are: {string.Join(", ", near.Count > 0 ? near : pages.Select(p => "/" + p.Url))}.";
    }

    static bool IsExternal(string href) =>
        href.StartsWith("data:", StringComparison.Ordinal) || href.StartsWith("mailto:", StringComparison.Ordinal)
        || href.StartsWith("https://", StringComparison.Ordinal)
        || href.StartsWith("http://", StringComparison.Ordinal);
}
