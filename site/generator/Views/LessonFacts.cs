using System.Text.RegularExpressions;
using AngleSharp.Dom;
using LearnDL.Lessons;
using LearnDL.Site.Content;

namespace LearnDL.Site.Views;

/// <summary>What a reader wants to know before a lesson: which one it is, how long it takes, what it needs.</summary>
public sealed partial record LessonFacts(string Position, int Minutes, string? Ran, string? Needs, string? Data)
{
    const int WordsPerMinute = 200;

    public static LessonFacts? Of(SitePage page, IReadOnlyList<SitePage> pages, IElement body, LessonRecord? run)
    {
        if (page.Lesson is null) return null;
        var lessons = pages.Where(other => other.Lesson is not null).ToList();
        return new LessonFacts($"Lesson {lessons.IndexOf(page) + 1} of {lessons.Count}",
            Math.Max(1, (int)Math.Round(Words(body) / (double)WordsPerMinute)),
            run is null ? null : $"ran in {Duration.Text(run.Seconds)} on {run.Machine.Processor}",
            Said(page, "Needs"), Said(page, "Data"));
    }

    /// <summary>A program is read too, word by word; a formula counts as one word, a drawing as none.</summary>
    static int Words(IElement body)
    {
        var copy = (IElement)body.Clone();
        foreach (var drawing in copy.QuerySelectorAll("svg").ToList()) drawing.Remove();
        foreach (var formula in copy.QuerySelectorAll("math").ToList()) formula.TextContent = "x";
        return Word().Count(copy.TextContent);
    }

    static string? Said(SitePage page, string key) => page.Metadata.Has(key) ? page.Metadata.Text(key).TrimEnd('.') : null;

    [GeneratedRegex(@"[\p{L}\p{N}_]+")]
    private static partial Regex Word();
}
