namespace LearnDL.Data;

/// <summary>
/// What an error advises when a file, or a column, looks as if it were written in another way than it was read.
/// </summary>
static class CsvAdvice
{
    static readonly (char Decimal, char? Thousands)[] marks =
        [('.', ','), ('.', ' '), ('.', '\''), (',', '.'), (',', ' '), (',', '\''), ('.', null), (',', null)];

    /// <summary>
    /// How the file would have to be read by the look of its first lines, or null when it looks as it was read.
    /// </summary>
    public static string? Separator(CsvDialect dialect)
    {
        var lines = dialect.FirstLines.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0)
            return null;
        foreach (var other in new[] { ';', '\t', '|' })
            if (IsLikelier(dialect, lines[0], other))
                return Looks(other == '\t' ? @"\t" : other.ToString(), lines.Length > 1
                    && Array.Exists(lines[1].Split(other), field => field.Contains(',') && IsNumber(field, ',')));
        foreach (var decimalMark in new[] { '.', ',' })
            if (IsSpaced(dialect, lines, decimalMark))
                return Looks(" ", comma: decimalMark == ',');
        return IsLikelier(dialect, lines[0], ',') ? Looks(",", comma: false) : null;
    }

    static bool IsLikelier(CsvDialect dialect, string line, char separator) =>
        separator != dialect.Separator && Count(line, separator, dialect) > Count(line, dialect.Separator, dialect);

    static string Looks(string separator, bool comma) =>
        $"The file looks like separator '{separator}'{(comma ? ", decimal mark ','" : "")}: "
        + $"CsvFile.Read(path, separator: '{separator}'{(comma ? ", decimalMark: ','" : "")}).";

    // Numbers with blanks between them, the same number in the last whole line as in the first.
    static bool IsSpaced(CsvDialect dialect, string[] lines, char decimalMark)
    {
        var last = lines.Length > 2 ? lines[^2] : lines[^1];
        var words = Blanks.Split(last);
        return dialect.Separator != ' ' && (dialect.Separator == decimalMark || !lines[0].Contains(dialect.Separator))
            && words.Length > 1 && words.Length == Blanks.Split(lines[0]).Length
            && Array.TrueForAll(words, word => IsNumber(word, decimalMark) && word[^1] != ',')
            && (decimalMark == '.' || last.Contains(decimalMark));
    }

    /// <summary>Whether any other way of writing numbers reads this cell.</summary>
    public static bool LooksLikeNumber(CsvDialect dialect, string cell) => cell.AsSpan().ContainsAnyInRange('0', '9')
        && Array.Exists(marks, mark => dialect.With(mark.Decimal, mark.Thousands).TryNumber(cell, out _));

    /// <summary>
    /// Which marks read every cell of the column, as a setting; null where none do, or the column was read right. The
    /// whole column decides: 1,234 alone may be a number with a thousands mark or one with a decimal comma, 1,5 beside
    /// it is certain.
    /// </summary>
    public static string? Marks(Table table, int column)
    {
        var dialect = table.Dialect;
        var cells = Enumerable.Range(0, table.RowCount).Select(row => table.Cell(row, column)).Where(cell =>
            !CsvDialect.IsMissing(cell)).ToArray();
        var fits = marks.Where(mark => mark.Decimal != dialect.DecimalMark || mark.Thousands != dialect.ThousandsMark)
            .Where(mark => mark.Thousands is not { } thousands
            || Array.Exists(cells, cell => CsvDialect.HasMark(cell, thousands)))
            .Where(mark => dialect.With(mark.Decimal, mark.Thousands) is var other
            && Array.TrueForAll(cells, cell => other.TryNumber(cell, out _))).ToArray();
        if (fits.Length == 0)
            return null;
        var decimalMark = fits[0].Decimal;
        if (fits[0].Thousands is not { } mark)
            return $"Read the file with decimalMark: '{decimalMark}' (and the separator it uses).";
        var setting = (decimalMark != dialect.DecimalMark ? $"decimalMark: '{decimalMark}', " : "")
            + $"thousandsMark: '{Show(mark)}'";
        var single = Array.Find(fits, fit => fit.Thousands is null);
        var fractions = single.Decimal != mark ? "" :
            $" If these are fractions: decimalMark: '{mark}', thousandsMark: '{(mark == ',' ? '.' : ',')}'.";
        return $"All groups have exactly three digits, so '{Show(mark)}' looks like a thousands mark: "
            + $"read the file with {setting}.{fractions}";
    }

    /// <summary>
    /// Stops where a thousands mark may have been read as a decimal mark, which makes numbers a thousand times too
    /// small: the mark is a comma (or the fields are separated by semicolons, as where a comma is the decimal mark),
    /// and every cell of a column that has the mark groups its digits by three. A single other number in the table,
    /// such as 0,5, proves the mark.
    /// </summary>
    public static void CheckDecimalMark(Table table, IEnumerable<int> columns)
    {
        var dialect = table.Dialect;
        if (dialect.ThousandsMark is not null || dialect.DecimalMark == '.' && dialect.Separator != ';')
            return;
        var other = dialect.DecimalMark == ',' ? '.' : ',';
        foreach (var column in columns)
        {
            var row = FirstMarked(table, column, dialect);
            if (row < 0)
                continue;
            if (IsProved(table, dialect))
                return;
            var cell = CsvDialect.Short(table.Cell(row, column));
            throw new CsvException($"{table.Place(row, column)}: '{cell}' may be a fraction or a number of thousands.",
                $"a column that shows which, such as one with 0{dialect.DecimalMark}5",
                "groups of exactly three digits throughout",
                $"If '{dialect.DecimalMark}' marks thousands: decimalMark: '{other}', thousandsMark: "
                    + $"'{dialect.DecimalMark}'. "
                + "If it marks fractions, say what marks thousands: decimalMark: "
                + $"'{dialect.DecimalMark}', thousandsMark: '{other}'.",
                table.LineOf(row));
        }
    }

    // The first row of a column whose cells group digits by three wherever they have the mark; -1 where one does not,
    // or none has it.
    static int FirstMarked(Table table, int column, CsvDialect dialect)
    {
        var first = -1;
        for (var row = 0; row < table.RowCount; row++)
        {
            var cell = table.Cell(row, column);
            if (!cell.Contains(dialect.DecimalMark))
                continue;
            if (!CsvDialect.HasThousands(cell, dialect.DecimalMark, dialect.DecimalMark))
                return -1;
            first = first < 0 ? row : first;
        }
        return first;
    }

    static bool IsProved(Table table, CsvDialect dialect)
    {
        for (var row = 0; row < table.RowCount; row++)
            for (var column = 0; column < table.Columns.Count; column++)
                if (table.Cell(row, column) is var cell && cell.Contains(dialect.DecimalMark)
                    && !CsvDialect.HasThousands(cell, dialect.DecimalMark, dialect.DecimalMark)
                    && dialect.TryNumber(cell, out _))
                    return true;
        return false;
    }

    static bool IsNumber(string field, char mark) =>
        new CsvDialect("", '\t', mark, null, null, "").TryNumber(field, out _);

    static string Show(char mark) => mark == '\'' ? @"\'" : mark.ToString();

    static int Count(string line, char c, CsvDialect dialect)
    {
        var (count, quoted) = (0, false);
        foreach (var letter in line)
        {
            quoted ^= letter == '"' && dialect.Quotes != false;
            if (letter == c && !quoted)
                count++;
        }
        return count;
    }
}
