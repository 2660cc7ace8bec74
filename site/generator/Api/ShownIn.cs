using System.Text.RegularExpressions;
using LearnDL.Site.Code;
using LearnDL.Site.Content;

namespace LearnDL.Site.Api;

/// <summary>Which pages show a source file or link to it, as their Markdown says.</summary>
public sealed partial class ShownIn
{
    readonly ILookup<string, SitePage> pages; // by file

    public ShownIn(IReadOnlyList<SitePage> all) =>
        pages = all.SelectMany(page => FilesOf(page).Distinct().Select(file => (file, page)))
            .ToLookup(shown => shown.file, shown => shown.page);

    /// <summary>In reading order.</summary>
    public IEnumerable<SitePage> Pages(string file) => pages[file];

    /// <summary>What the page of a source file says: "lesson 2", and where it leads.</summary>
    public IReadOnlyList<(string Name, string Href)> Links(string file) =>
        [.. Pages(file).Select(page => (Name(page), Urls.Relative(Snippets.UrlOf(file), page.Url)))];

    /// <summary>"lesson 2" for a lesson, its title in quotes for another page.</summary>
    public static string Name(SitePage page) => page.Lesson is { } lesson ? $"lesson {Number(lesson)}" : $"“{page.Title}”";

    /// <summary>2 of "02-pima".</summary>
    public static int Number(string lesson) => int.TryParse(lesson.Split('-')[0], out var number) ? number : 0;

    static IEnumerable<string> FilesOf(SitePage page)
    {
        foreach (Match code in CodeFile().Matches(page.Text)) yield return code.Groups[1].Value;
        foreach (Match link in SourceLink().Matches(page.Text))
            if (Urls.Combine(Urls.Folder(page.Source), link.Groups[1].Value) is { } file) yield return file;
    }

    [GeneratedRegex("""<\?#\s*Code\s[^?]*?file="([^"]+)""")]
    private static partial Regex CodeFile();

    [GeneratedRegex(@"\]\(([^)#\s]+\.cs)\b")]
    private static partial Regex SourceLink();
}
