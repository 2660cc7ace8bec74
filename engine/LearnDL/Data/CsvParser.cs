using System.Text;

namespace LearnDL.Data;

/// <summary>
/// Splits text into records of fields, after RFC 4180. Blank lines count as lines but are no records.
/// </summary>
static class CsvParser
{
    const string QuotesAsLetters = "If quotes are ordinary characters in this file: quotes: false.";

    public static List<(string[] Fields, int Line)> Parse(string text, CsvDialect dialect)
    {
        var records = new List<(string[], int)>();
        var fields = new List<string>();
        var (at, line) = (0, 1);
        while (at < text.Length)
        {
            Skip(text, ref at, Blanks.ByteOrderMark); // at the beginning, and where files were joined
            SkipBlanks(text, ref at, dialect);
            var (start, startLine) = (at, line);
            fields.Clear();
            do
                fields.Add(ReadField(text, ref at, ref line, dialect));
            while (IsNext(text, ref at, dialect));
            var blank = at == start;
            SkipLineEnd(text, ref at, ref line);
            if (!blank)
                records.Add((fields.ToArray(), startLine));
        }
        return records;
    }

    // Whether a field follows: behind a separator there always is one, behind blanks only where the line goes on.
    static bool IsNext(string text, ref int at, CsvDialect dialect)
    {
        if (dialect.Separator != ' ')
            return Skip(text, ref at, dialect.Separator);
        SkipBlanks(text, ref at, dialect);
        return at < text.Length && text[at] is not ('\r' or '\n');
    }

    static void SkipBlanks(string text, ref int at, CsvDialect dialect)
    {
        if (dialect.Separator == ' ')
            while (at < text.Length && IsSeparator(text[at], dialect))
                at++;
    }

    static bool IsSeparator(char letter, CsvDialect dialect) => letter == dialect.Separator || dialect.Separator == ' '
        && letter == '\t';

    static string ReadField(string text, ref int at, ref int line, CsvDialect dialect)
    {
        if (at < text.Length && text[at] == '"' && dialect.Quotes != false)
            return ReadQuoted(text, ref at, ref line, dialect);
        var start = at;
        while (at < text.Length && !IsSeparator(text[at], dialect) && text[at] is not ('\r' or '\n'))
            at++;
        return text[start..at];
    }

    // "so, ""this"" is one field", line ends included
    static string ReadQuoted(string text, ref int at, ref int line, CsvDialect dialect)
    {
        var startLine = line;
        var field = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                at++;
                if (at == text.Length || IsSeparator(text[at], dialect) || text[at] is '\r' or '\n')
                    return line == startLine ? field.ToString() : Whole(field.ToString(), dialect, startLine, line);
                if (text[at] != '"')
                    throw new CsvException($"{dialect.Name} line {line}: text follows a closing quote.",
                        "a separator or the end of the line", $"'{text[at]}'",
                        $"Write a quote inside quoted text twice: \"\". {QuotesAsLetters}", line);
            }
            else if (text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.Length || text[at + 1] != '\n')))
                line++;
            field.Append(text[at]);
        }
        throw new CsvException($"{dialect.Name} line {startLine}: a quote opens here and never closes.",
            "a closing quote", "the end of the file",
            $"Close the quote, or write a quote inside quoted text twice: \"\". {QuotesAsLetters}", startLine);
    }

    // A field of several lines that holds tabs has probably swallowed rows.
    static string Whole(string field, CsvDialect dialect, int startLine, int line) =>
        dialect.Quotes is null && dialect.Separator == '\t' && field.Contains('\t')
        ? throw new CsvException($"{dialect.Name} line {startLine}: a quote opens here and closes in line {line}.",
            "a field without tabs and line ends",
            $"\"{CsvDialect.Short(field)}\"",
            $"{QuotesAsLetters} If this is one field: quotes: true.", startLine)
        : field;

    static bool Skip(string text, ref int at, char c)
    {
        if (at == text.Length || text[at] != c)
            return false;
        at++;
        return true;
    }

    static void SkipLineEnd(string text, ref int at, ref int line)
    {
        var carriageReturn = Skip(text, ref at, '\r');
        if (Skip(text, ref at, '\n') || carriageReturn)
            line++;
    }
}
