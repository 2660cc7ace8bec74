using System.Text.RegularExpressions;

namespace LearnDL.Models;

/// <summary>
/// A table in lines and corners, as the library that Keras 3 prints with draws it: a text too long for its column goes
/// on in the next line, a word too long for it ends in "…".
/// </summary>
/// <param name="widths">The text of each column, without a space to either side.</param>
/// <param name="alignments">'l', 'r' or 'c' for each column.</param>
sealed partial class SummaryTable(int[] widths, string alignments)
{
    readonly List<string[]> rows = [];

    public void Add(params string[] row) => rows.Add(row);

    public void Print(TextWriter output)
    {
        output.WriteLine(Rule('┏', '┳', '┓', '━'));
        Print(rows[0], '┃', output);
        output.WriteLine(Rule('┡', '╇', '┩', '━'));
        for (var i = 1; i < rows.Count; i++)
        {
            if (i > 1)
                output.WriteLine(Rule('├', '┼', '┤', '─'));
            Print(rows[i], '│', output);
        }
        output.WriteLine(Rule('└', '┴', '┘', '─'));
    }

    void Print(string[] row, char border, TextWriter output)
    {
        var cells = row.Select((text, i) => Wrapped(text, widths[i])).ToArray();
        for (var line = 0; line < cells.Max(cell => cell.Count); line++)
        {
            var texts = cells.Select((cell, i) =>
                Aligned(line < cell.Count ? cell[line] : "", widths[i], alignments[i]));
            output.WriteLine($"{border} {string.Join($" {border} ", texts)} {border}");
        }
    }

    string Rule(char left, char middle, char right, char line) =>
        left + string.Join(middle, widths.Select(width => new string(line, width + 2))) + right;

    static List<string> Wrapped(string text, int width)
    {
        var lines = new List<string> { "" };
        foreach (var word in Words().EnumerateMatches(text))
        {
            var next = text.Substring(word.Index, word.Length);
            if (lines[^1].Length > 0 && lines[^1].Length + next.TrimEnd().Length > width)
                lines.Add("");
            lines[^1] += next;
        }
        return [.. lines.Select(line => line.TrimEnd())];
    }

    static string Aligned(string text, int width, char alignment)
    {
        if (text.Length > width)
            text = text[..(width - 1)] + "…";
        return alignment switch
        {
            'r' => text.PadLeft(width),
            'c' => text.PadLeft(text.Length + (width - text.Length) / 2).PadRight(width),
            _ => text.PadRight(width),
        };
    }

    /// <summary>A word with the spaces behind it; the spaces before the first belong to it.</summary>
    [GeneratedRegex(@"\s*\S+\s*")]
    private static partial Regex Words();
}
