using System.Text;

namespace LearnDL.Tests.Models;

/// <summary>What a terminal of some width shows: \r leads back to the beginning of a row, and a long line wraps.</summary>
sealed class Terminal(int width) : StringWriter
{
    readonly List<StringBuilder> rows = [new()];
    int column;

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>The rows, without blanks at their ends.</summary>
    public string[] Rows => [.. rows.Select(row => row.ToString().TrimEnd())];

    public override void Write(char value)
    {
        base.Write(value);
        if (value == '\r')
            column = 0;
        else if (value == '\n' || column == width)
        {
            rows.Add(new());
            column = 0;
        }
        if (value is '\r' or '\n')
            return;
        var row = rows[^1];
        if (column < row.Length)
            row[column] = value;
        else
            row.Append(value);
        column++;
    }

    public override void Write(string? value)
    {
        foreach (var one in value ?? "")
            Write(one);
    }

    public override void Write(StringBuilder? value) => Write(value?.ToString());

    public override void WriteLine() => Write('\n');

    public override void WriteLine(string? value) => Write(value + "\n");

    public override void WriteLine(StringBuilder? value) => Write(value + "\n");
}
