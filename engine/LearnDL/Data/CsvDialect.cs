using System.Globalization;

namespace LearnDL.Data;

/// <summary>How a CSV file writes its fields and numbers, and what a file looks like that was read in the wrong way.</summary>
sealed class CsvDialect(string name, char separator, char decimalMark, string text)
{
    readonly NumberFormatInfo numbers = new() { NumberDecimalSeparator = decimalMark.ToString() };
    readonly string firstLines = text[..Math.Min(text.Length, 2000)];

    public string Name => name;

    public char Separator => separator;

    public char DecimalMark => decimalMark;

    /// <summary>A finite number with this dialect's decimal mark; no thousands marks, so that <c>1,5</c> is never read as 15.</summary>
    public bool TryNumber(string field, out float value) =>
        float.TryParse(field, NumberStyles.Float, numbers, out value) && float.IsFinite(value);

    public static bool IsMissing(string field) => field.AsSpan().Trim() is "" or "?" or "NA" or "N/A" or "NaN" or "nan" or "null" or "NULL";

    /// <summary>Whether the field is a number once the decimal mark is the other one, as in <c>1,5</c> for <c>1.5</c>.</summary>
    public bool HasOtherDecimalMark(string field) => IsNumber(field, decimalMark == '.' ? ',' : '.');

    /// <summary>How the file would have to be read by the look of its first lines, or null when it looks as it was read.</summary>
    public string? Hint()
    {
        var lines = firstLines.Split('\n', 3);
        foreach (var other in new[] { ';', '\t', '|', ',' })
            if (other != separator && Count(lines[0], other) > Count(lines[0], separator))
            {
                var comma = lines.Length > 1 && other != ',' && Array.Exists(lines[1].Split(other), field => field.Contains(',') && IsNumber(field, ','));
                var mark = other == '\t' ? @"\t" : other.ToString();
                return $"The file looks like separator '{mark}'{(comma ? ", decimal mark ','" : "")}: CsvFile.Read(path, separator: '{mark}'{(comma ? ", decimalMark: ','" : "")}).";
            }
        return null;
    }

    /// <summary>A field as a message shows it: one line, not too long.</summary>
    public static string Short(string field)
    {
        var line = field.ReplaceLineEndings(" ");
        return line.Length <= 40 ? line : line[..37] + "...";
    }

    static bool IsNumber(string field, char mark) =>
        field.Contains(mark) && float.TryParse(field, NumberStyles.Float, new NumberFormatInfo { NumberDecimalSeparator = mark.ToString() }, out _);

    static int Count(string line, char c)
    {
        var (count, quoted) = (0, false);
        foreach (var letter in line)
        {
            quoted ^= letter == '"';
            if (letter == c && !quoted)
                count++;
        }
        return count;
    }
}
