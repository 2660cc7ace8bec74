namespace LearnDL.Lessons;

/// <summary>Sentences in lines that fit on a page: what a lesson prints has at most 60 columns.</summary>
public static class Wrapped
{
    /// <summary>As wide as a page shows printed text without scrolling, on a phone too.</summary>
    public const int Width = 60;

    /// <summary>
    /// Breaks lines at spaces. What is left of a line stands under the text that follows its last wide gap,
    /// as "fix:   …" has it.
    /// </summary>
    public static string Text(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').SelectMany(Lines));

    static IEnumerable<string> Lines(string line)
    {
        var indent = new string(' ', Hanging(line));
        while (line.Length > Width && line.LastIndexOf(' ', Width) is var space && space > indent.Length)
        {
            yield return line[..space];
            line = indent + line[(space + 1)..];
        }

        yield return line;
    }

    static int Hanging(string line)
    {
        var gap = line.LastIndexOf("  ", Math.Min(line.Length - 1, Width / 2), StringComparison.Ordinal);
        return gap < 0 ? 0 : gap + 2;
    }
}
