using Markdig.Parsers;

namespace LearnDL.Site.Markdown;

/// <summary>
/// Opens at a line that begins with a shortcode of the block kind and closes where that shortcode ends.
/// </summary>
public sealed class ShortcodeBlockParser : BlockParser
{
    public ShortcodeBlockParser() => OpeningCharacters = ['<'];

    public override BlockState TryOpen(BlockProcessor processor)
    {
        var line = processor.Line.ToString();
        if (processor.IsCodeIndent || !line.StartsWith(Shortcode.Start, StringComparison.Ordinal))
            return BlockState.None;
        var name = new string([.. line[Shortcode.Start.Length..].TrimStart('/', ' ').TakeWhile(char.IsAsciiLetter)]);
        if (!Shortcode.Blocks.Contains(name)) return BlockState.None;
        var end = line.IndexOf(Shortcode.End, StringComparison.Ordinal);
        if (end >= 0 && line[(end + Shortcode.End.Length)..].Trim().Length > 0) return BlockState.None;
        processor.NewBlocks.Push(new ShortcodeBlock(this)
        {
            Column = processor.Column,
            Span = { Start = processor.Start, End = processor.Line.End }
        });
        return end >= 0 ? BlockState.Break : BlockState.Continue;
    }

    public override BlockState TryContinue(BlockProcessor processor, Markdig.Syntax.Block block) =>
        processor.IsBlankLine ? BlockState.BreakDiscard
        : processor.Line.ToString().Contains(Shortcode.End, StringComparison.Ordinal) ? BlockState.Break
        : BlockState.Continue;
}
