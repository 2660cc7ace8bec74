namespace LearnDL.Site.Views;

/// <summary>The table that Model.Summary prints, 88 columns wide, as a table of the page, which needs no fixed width.</summary>
public sealed record LayerTable(string Title, IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>The table a text begins with, or null, and the text without it.</summary>
    public static (LayerTable? Table, string After) Read(string printed)
    {
        var lines = printed.Split('\n');
        var end = Array.FindLastIndex(lines, line => line.StartsWith('└'));
        if (end < 0 || lines[1] is not ['┏', ..]) return (null, printed);
        var head = Cells(lines[2], '┃');
        return (new(lines[0], head, [.. lines[3..end].Where(line => line.StartsWith('│')).Select(line => Cells(line, '│'))]),
            string.Join('\n', lines[(end + 1)..].Select(line => line.Trim())));
    }

    static string[] Cells(string line, char border) =>
        line.Trim(border).Split(border, StringSplitOptions.TrimEntries);
}
