using Markdig.Parsers;

namespace LearnDL.Site.Markdown;

/// <summary>
/// Markdig's HTML blocks, but a line that begins with a shortcode is not one: it may be the middle of a sentence.
/// </summary>
public sealed class PlainHtmlBlockParser : HtmlBlockParser
{
    public override BlockState TryOpen(BlockProcessor processor) =>
        processor.Line.Match(Shortcode.Start) ? BlockState.None : base.TryOpen(processor);
}
