using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace LearnDL.Site.Markdown;

/// <summary>Reads a shortcode inside a paragraph.</summary>
public sealed class ShortcodeInlineParser : InlineParser
{
    public ShortcodeInlineParser() => OpeningCharacters = ['<'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        if (!slice.Match(Shortcode.Start)) return false;
        var shortcode = Shortcode.Read(slice.Text, slice.Start, slice.End + 1, out var length);
        if (shortcode is null) length = Shortcode.Start.Length;
        var start = processor.GetSourcePosition(slice.Start, out var line, out var column);
        processor.Inline = new ShortcodeInline(shortcode)
        {
            Line = line,
            Column = column,
            Span = new SourceSpan(start, start + length - 1)
        };
        slice.Start += length;
        return true;
    }
}
