using Markdig.Parsers;
using Markdig.Syntax;

namespace LearnDL.Site.Markdown;

/// <summary>A shortcode alone on its line or lines.</summary>
public sealed class ShortcodeBlock(BlockParser parser) : LeafBlock(parser)
{
    public Shortcode? Shortcode
    {
        get
        {
            var text = Lines.ToString().Trim();
            return Shortcode.Read(text, 0, text.Length, out var length) is { } read && length == text.Length
                ? read : null;
        }
    }
}
