namespace LearnDL.Data;

/// <summary>
/// What counts as a blank in texts of every system: every <see cref="char.IsWhiteSpace(char)"/> (line ends, no-break
/// and thin spaces among them), and two signs of no width, U+200B and the byte-order mark U+FEFF, which lies where
/// files were joined.
/// </summary>
static class Blanks
{
    public const char ByteOrderMark = '\uFEFF';

    public static bool IsBlank(char letter) => char.IsWhiteSpace(letter) || letter is ByteOrderMark or '\u200B';

    public static string Trim(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsBlank(text[start]))
            start++;
        while (end > start && IsBlank(text[end - 1]))
            end--;
        return text[start..end];
    }

    /// <summary>The words of a line, blanks of every length between them.</summary>
    public static string[] Split(string line)
    {
        var words = new List<string>();
        for (var at = 0; at < line.Length;)
        {
            var start = at;
            while (at < line.Length && !IsBlank(line[at]))
                at++;
            if (at > start)
                words.Add(line[start..at]);
            at++;
        }
        return [.. words];
    }
}
