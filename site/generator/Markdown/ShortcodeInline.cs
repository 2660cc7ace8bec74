using Markdig.Syntax.Inlines;

namespace LearnDL.Site.Markdown;

/// <summary>A shortcode inside a sentence; null when its text could not be read.</summary>
public sealed class ShortcodeInline(Shortcode? shortcode) : LeafInline
{
    public Shortcode? Shortcode { get; } = shortcode;
}
