namespace LearnDL.Site.Code;

/// <summary>
/// Code as lines that a narrow screen may wrap: each is an element, so that the style can indent what is wrapped and
/// put a mark before it. The text, and so what a reader copies, stays the same.
/// </summary>
static class CodeLines
{
    internal static string Html(IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        return string.Concat(all.Select((line, i) =>
            $"<span class=\"line\">{line}{(i + 1 < all.Length ? "\n" : "")}</span>"));
    }
}
