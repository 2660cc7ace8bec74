using AspNetCoreGeneratedDocument;
using LearnDL.Lessons;
using LearnDL.Site.Code;
using LearnDL.Site.Content;
using LearnDL.Site.Views;

namespace LearnDL.Site.Markdown;

/// <summary>&lt;?# Code file="…" region="…" /?&gt; or member="…": a piece of a file that the build compiles.</summary>
public sealed class CodeShortcode(PageContext context)
{
    /// <summary>What a phone shows of code without scrolling sideways, and what a page shows of outputs.</summary>
    public const int Width = Wrapped.Width;

    public string Html(Shortcode shortcode, int line)
    {
        var name = shortcode.Arguments.GetValueOrDefault("file", "");
        if (context.Snippets.File(name) is not { } file)
        {
            context.Problem(line, $"there is no C# file \"{name}\"",
                "give the path from the root of the repository, as in file=\"lessons/02-pima/Program.cs\".");
            return "";
        }
        var region = shortcode.Arguments.GetValueOrDefault("region");
        var member = shortcode.Arguments.GetValueOrDefault("member");
        var snippet = region is not null ? file.Region(region) : member is not null ? file.Member(member) : file.Whole;
        if (snippet is null)
        {
            context.Problem(line,
                region is not null ? $"{name} has no region \"{region}\"" : $"{name} has no member \"{member}\"",
                region is not null ? $"its regions are: {Listed(file.RegionNames)}."
                    : $"its members are: {Listed(file.MemberNames)}.");
            return "";
        }
        FindWideLines(snippet, file);
        return new theme__Code().Render(new CodeFigure(
            File: name,
            Href: $"{Urls.Relative(context.Page.Url, Snippets.UrlOf(name))}#L{snippet.FirstLine + 1}",
            Html: context.Highlighter.Html(snippet, file)));
    }

    // The engine's files are not written for a page: it wraps what is too wide for it.
    void FindWideLines(Snippet snippet, SourceFile file)
    {
        if (file.Name.StartsWith("engine/", StringComparison.Ordinal)) return;
        var (lines, indent) = file.Shown(snippet);
        foreach (var line in lines.Where(line => line.Span.Length - indent > Width))
            context.Problems.Add(file.Name, line.LineNumber + 1,
                $"a line that {context.Page.Source} shows is {line.Span.Length - indent} columns wide, "
                + $"and a page has {Width}",
                $"break it before column {indent + Width + 1} of the file, or move its comment to a line of its own.");
    }

    static string Listed(IEnumerable<string> names) => string.Join(", ", names.DefaultIfEmpty("none"));
}
