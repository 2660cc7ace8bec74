using System.Text;

namespace LearnDL.Data;

/// <summary>
/// Reads comma-separated values (RFC 4180): quotes, quoted line ends, CRLF, LF or CR, a byte-order mark, with a header
/// line or without. Text is UTF-8, or UTF-16 with its mark. Other separators, the decimal comma and thousands marks
/// are read when named, never guessed; unlike pandas, LearnDL stops where 1,234 may be 1.234 or 1234.
/// </summary>
public static class CsvFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="hasHeader">Whether the first line names the columns; null: it does when
    /// no field of it is a number.</param>
    /// <param name="separator">What stands between two fields. ' ' stands for blanks and tabs, however many; those at
    /// the ends of a line do not count.</param>
    /// <param name="decimalMark">What stands before a number's fraction.</param>
    /// <param name="thousandsMark">
    /// What stands between groups of three digits, as in 1,234,567; null: nothing does. ' ' stands for every kind of
    /// blank, '\'' for both apostrophes.
    /// </param>
    /// <param name="quotes">
    /// Whether a field may stand in quotes; false: a quote is a character like any other. Null: it may, but a
    /// quoted field that runs over several lines of a file separated by tabs is an error, since it is more likely text
    /// that begins with a quote, and would swallow rows.
    /// </param>
    /// <exception cref="MissingFileException">There is no such file, or it may not be read.</exception>
    /// <exception cref="DamagedFileException">It is empty or no text.</exception>
    /// <exception cref="CsvException">It has no rows, a row of another length, or a quote that never ends.</exception>
    public static Table Read(string path, bool? hasHeader = null, char separator = ',', char decimalMark = '.',
        char? thousandsMark = null, bool? quotes = null) =>
        Parse(Decode(FileReader.ReadBytes(path), path), Path.GetFileName(path), hasHeader, separator, decimalMark,
            thousandsMark, quotes);

    /// <summary>Reads text that is in memory already; the name appears in messages.</summary>
    /// <inheritdoc cref="Read(string, bool?, char, char, char?, bool?)"/>
    public static Table Parse(string text, string name = "text", bool? hasHeader = null, char separator = ',',
        char decimalMark = '.', char? thousandsMark = null, bool? quotes = null)
    {
        CheckMarks(separator, decimalMark, thousandsMark);
        var dialect = new CsvDialect(name, separator, decimalMark, thousandsMark, quotes,
            text.TrimStart(Blanks.ByteOrderMark));
        var records = CsvParser.Parse(text, dialect);
        if (records.Count == 0)
            throw new CsvException($"'{name}' has no rows.",
                "a line of values", "only blank lines", "Check that the right file was saved.");

        var first = records[0].Fields;
        var header = hasHeader ?? !Array.Exists(first, field => dialect.TryNumber(field, out _));
        var columns = new string[first.Length];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = header && Blanks.Trim(first[i]) is { Length: > 0 } named ? named : $"column{i + 1}";
        CheckNames(columns, name);
        if (header)
            records.RemoveAt(0);
        if (records.Count == 0)
            throw new CsvException($"'{name}' has a header only.", "at least one row below the header", "0 rows",
                CsvAdvice.Separator(dialect)
                ?? "Check whether a filter removed all rows, or pass hasHeader: false if the only line is data.");
        foreach (var (fields, line) in records)
            if (fields.Length != columns.Length)
                throw Ragged(dialect, columns, header, fields, line);
        return new Table(dialect, columns, records);
    }

    static string Decode(byte[] bytes, string path)
    {
        Encoding encoding = bytes switch
        {
            [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
            [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
            _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        };
        if (FileReader.KindOf(bytes) is { } kind)
            throw new DamagedFileException($"'{path}' is {kind}, not a CSV file.",
                "lines of text", $"first bytes {FileReader.FirstBytes(bytes)}",
                "Unpack it, or save the table as 'CSV UTF-8'.");
        try
        {
            var marks = bytes.AsSpan().StartsWith(encoding.Preamble) ? encoding.Preamble.Length : 0;
            var text = encoding.GetString(bytes, marks, bytes.Length - marks);
            return !text.Contains('\0') ? text : throw new DamagedFileException($"'{path}' is no text file.",
                "lines of text", "a zero byte among them",
                "Save the table as 'CSV UTF-8'.");
        }
        catch (DecoderFallbackException e)
        {
            var line = LineAt(bytes.AsSpan(0, Math.Clamp(e.Index, 0, bytes.Length)));
            throw new DamagedFileException($"'{path}' is not UTF-8 text: line {line}.",
                "UTF-8", $"the bytes {BitConverter.ToString(e.BytesUnknown ?? []).Replace('-', ' ')}",
                "Save the table as 'CSV UTF-8'; older programs write letters such as é or ü in another way.");
        }
    }

    static int LineAt(ReadOnlySpan<byte> before)
    {
        var line = 1 + before.Count((byte)'\n');
        for (var i = 0; i < before.Length; i++)
            if (before[i] == '\r' && (i + 1 == before.Length || before[i + 1] != '\n'))
                line++;
        return line;
    }

    static void CheckMarks(char separator, char decimalMark, char? thousandsMark)
    {
        if (separator == decimalMark || separator is '"' or '\r' or '\n' || decimalMark is not ('.' or ','))
            throw new HyperparameterException("A CSV file cannot be read with these marks.",
                "a separator other than the decimal mark, and '.' or ',' as decimal mark",
                $"separator '{separator}', decimal mark '{decimalMark}'",
                "German and French files have separator ';' and decimal mark ','.");
        if (thousandsMark is { } mark && (mark == decimalMark || char.IsLetterOrDigit(mark)
            || mark is '"' or '-' or '+' or '\r' or '\n'))
            throw new HyperparameterException("A CSV file cannot be read with this thousands mark.",
                "a mark other than the decimal mark, such as ',', '.', ' ' or '\''",
                $"thousands mark '{mark}', decimal mark '{decimalMark}'",
                "English files write 1,234.5, German ones 1.234,5, French ones 1 234,5, Swiss ones 1'234.5.");
    }

    internal static void CheckNames(string[] columns, string name)
    {
        var seen = new Dictionary<string, int>(columns.Length);
        for (var i = 0; i < columns.Length; i++)
            if (!seen.TryAdd(columns[i], i))
                throw new CsvException($"'{name}' has two columns named '{columns[i]}'.",
                    "a name of its own for each column",
                    $"columns {seen[columns[i]] + 1} and {i + 1}",
                    "Rename one, or pass hasHeader: false if the first line is data.", 1);
    }

    static CsvException Ragged(CsvDialect dialect, string[] columns, bool header, string[] fields, int line)
    {
        var differing = fields.Length < columns.Length ? $"'{columns[fields.Length]}' is missing"
            : $"'{CsvDialect.Short(fields[columns.Length])}' is too much";
        return new CsvException($"{dialect.Name} line {line} has {fields.Length:N0} fields, "
            + $"{(header ? "the header" : "the first line")} has {columns.Length:N0}.",
            $"rows of {columns.Length:N0}", $"{fields.Length:N0}; {differing}",
            CsvAdvice.Separator(dialect)
            ?? "Look for a missing or an extra separator; text that contains one must stand in quotes.", line);
    }
}
