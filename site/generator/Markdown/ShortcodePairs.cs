using Markdig.Syntax;

namespace LearnDL.Site.Markdown;

/// <summary>Exercise and Cited wrap something: each that opens must close, in the same block.</summary>
public static class ShortcodePairs
{
    static readonly HashSet<string> Pairs = ["Exercise", "Cited"];

    public static void Check(MarkdownDocument document, PageContext context)
    {
        var open = new Stack<(string Name, int Line, object? Parent)>();
        foreach (var node in document.Descendants())
        {
            var (shortcode, parent) = node switch
            {
                ShortcodeBlock block => (block.Shortcode, (object?)block.Parent),
                ShortcodeInline inline => (inline.Shortcode, inline.Parent),
                _ => (null, null),
            };
            if (shortcode is null) continue;
            if (Pairs.Contains(shortcode.Name) == (shortcode.Form == ShortcodeForm.Alone))
                context.Problem(node.Line, $"{shortcode.Name} is not written as it should be",
                    Pairs.Contains(shortcode.Name)
                        ? $"write <?# {shortcode.Name} … ?> and, after its content, <?#/ {shortcode.Name} ?>."
                        : $"write <?# {shortcode.Name} … /?>.");
            else if (shortcode.Form == ShortcodeForm.Open)
                open.Push((shortcode.Name, node.Line, parent));
            else if (shortcode.Form == ShortcodeForm.Close
                && (!open.TryPop(out var begun) || begun.Name != shortcode.Name || begun.Parent != parent))
                context.Problem(node.Line, $"<?#/ {shortcode.Name} ?> closes nothing",
                    "put it after the <?# … ?> it ends, in the same list or paragraph.");
        }
        foreach (var (name, line, _) in open)
            context.Problem(line, $"<?# {name} ?> is never closed", $"put <?#/ {name} ?> where it ends.");
    }
}
