using System.Text;
using System.Text.RegularExpressions;
using LearnDL.Site.Markdown;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LearnDL.Site.Checks;

/// <summary>
/// A percentage on a page comes from a run (Metric) or from a publication (Cited), never from somebody's memory.
/// </summary>
public static partial class PercentGuard
{
    public static void Check(MarkdownDocument document, PageContext context)
    {
        foreach (var block in document.Descendants<LeafBlock>())
        {
            var text = block switch
            {
                FencedCodeBlock { Info: not ("csharp" or "cs") } => block.Lines.ToString(),
                ShortcodeBlock { Shortcode: { } shortcode } => string.Join(' ', shortcode.Arguments.Values),
                { Inline: { } inline } => Prose(inline),
                _ => "",
            };
            foreach (Match match in Percentage().Matches(text))
                context.Problem(block.Line + text[..match.Index].Count(c => c == '\n'),
                    $"the percentage \"{match.Value}\" is written by hand",
                    "take it from the run, <?# Metric name=\"…\" /?>, or say whose it is, "
                        + "<?# Cited source=\"…\" ?>…<?#/ Cited ?>.");
        }
    }

    static string Prose(ContainerInline inlines)
    {
        var text = new StringBuilder();
        var cited = false;
        foreach (var inline in inlines.Descendants())
        {
            if (inline is ShortcodeInline { Shortcode.Name: "Cited" } quote)
                cited = quote.Shortcode!.Form == ShortcodeForm.Open;
            if (cited) continue;
            text.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                LineBreakInline => "\n",
                ShortcodeInline => "·",
                _ => "",
            });
        }
        return text.ToString();
    }

    [GeneratedRegex(@"\d[\d.,]*(\s?%(?!\s*\d)|\s(percent|per\scent)\b)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Percentage();
}
