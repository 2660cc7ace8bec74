using System.Net;
using AspNetCoreGeneratedDocument;
using LearnDL.Site.Api;
using LearnDL.Site.Content;
using LearnDL.Site.Views;
using Markdig.Syntax;

namespace LearnDL.Site.Markdown;

/// <summary>Turns each shortcode into HTML, or into a problem that says how to mend it.</summary>
public sealed class Shortcodes(PageContext context)
{
    readonly RunShortcodes runs = new(context);
    readonly CodeShortcode code = new(context);

    public string Block(ShortcodeBlock block)
    {
        if (block.Shortcode is not { } shortcode) return Unreadable(block.Line);
        var line = block.Line;
        return shortcode.Name switch
        {
            "Code" => code.Html(shortcode, line),
            "Output" => runs.Output(shortcode, line),
            "Picture" => runs.Picture(shortcode, line),
            "Record" => runs.Record(shortcode, line),
            "GradientReport" => runs.Gradients(line),
            "ThroughTime" => runs.ThroughTime(line),
            "Api" => ApiPage.Html(context),
            "KerasIndex" => KerasIndex.Html(context),
            "LessonList" => new theme__LessonList()
                .Render(new LessonLinks(context.Page.Url, [.. context.Pages.Where(p => p.Lesson is not null)])),
            _ when shortcode.Form == ShortcodeForm.Close => "</section>",
            _ => Exercise(shortcode),
        };
    }

    public string Inline(ShortcodeInline inline)
    {
        if (inline.Shortcode is not { } shortcode) return Unreadable(inline.Line);
        switch (shortcode.Name)
        {
            case "Metric":
                return runs.Metric(shortcode, inline.Line);
            case "RunTime":
                return runs.RunTime();
            case "Cited" when shortcode.Form == ShortcodeForm.Open:
                sources.Push(Source(shortcode, inline.Line));
                return "<span class=\"cited\">";
            case "Cited":
                return $" <span class=\"cited-source\">({(sources.TryPop(out var source) ? source : "")})</span></span>";
        }
        if (shortcode.IsBlock)
            context.Problem(inline.Line, $"the shortcode {shortcode.Name} stands inside a paragraph",
                "put it alone on its line, with an empty line before and after.");
        else
            context.Problem(inline.Line, $"there is no shortcode {shortcode.Name}",
                $"known are Metric, RunTime, Cited, {string.Join(", ", Shortcode.Blocks)}.");
        return "";
    }

    readonly Stack<string> sources = new();

    /// <summary>The publication as a link: a figure that a reader cannot look up is worth little.</summary>
    string Source(Shortcode shortcode, int line)
    {
        var name = shortcode.Arguments.GetValueOrDefault("source", "");
        var href = shortcode.Arguments.GetValueOrDefault("href", "");
        if (name.Length == 0 || !href.StartsWith("https://", StringComparison.Ordinal))
            context.Problem(line, $"Cited names no {(name.Length == 0 ? "source" : "address of its source")}",
                "write <?# Cited source=\"author, year\" href=\"https://…\" ?>.");
        return $"<a href=\"{WebUtility.HtmlEncode(href)}\">{WebUtility.HtmlEncode(name)}</a>";
    }

    string Unreadable(int line)
    {
        context.Problem(line, "a shortcode begins here that cannot be read",
            "write <?# Name key=\"value\" /?>, every value in double quotes.");
        return "";
    }

    static string Exercise(Shortcode shortcode)
    {
        var title = shortcode.Arguments.GetValueOrDefault("title", "Your turn");
        return $"<section class=\"exercise\"><h2>{WebUtility.HtmlEncode(title)}</h2>";
    }
}
