using System.Globalization;
using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>Turns the text of a <see cref="Table"/> into numbers, or says which cell cannot be one and why.</summary>
static class TableNumbers
{
    /// <summary>
    /// All columns but the label's (none for -1), the rows that were kept, and the means that gaps were filled with.
    /// </summary>
    public static Tensor Features(Table table, int label, MissingValues missing, ColumnMeans? means, DType? dtype,
        out List<int> kept, out ColumnMeans? used)
    {
        var columns = Enumerable.Range(0, table.Columns.Count).Where(column => column != label).ToArray();
        if (columns.Length == 0)
            throw new CsvException($"'{table.Name}' has no column besides the label.",
                "at least one feature column", "none",
                CsvAdvice.Separator(table.Dialect) ?? "Add the features to the file.");
        if (dtype is DType.Int32 or DType.UInt8)
            throw new DTypeException("Features are read with their fractions.", "Float32 or Float64", $"{dtype}",
                "Read them as Float64, then Cast.");
        CsvAdvice.CheckDecimalMark(table, columns);
        var values = Values(table, columns, label, missing, dtype, out kept);
        used = missing == MissingValues.Mean ? means ?? MeansOf(table, columns, values) : null;
        if (used is not null)
            FillGaps(table, columns, values, used);
        return Digits.ToTensor(values, columns.Length, dtype);
    }

    /// <summary>The label column of the kept rows: class numbers, whole numbers or numbers.</summary>
    public static Tensor Labels(Table table, int label, List<int> kept, ref Categories? classes)
    {
        var dialect = table.Dialect;
        if (classes is null && kept.TrueForAll(row => !dialect.TryNumber(table.Cell(row, label), out _)
            && !CsvAdvice.LooksLikeNumber(dialect, table.Cell(row, label))))
            classes = new Categories(table.Columns[label], table.Texts(label));
        if (classes is { } known)
            return Tensor.From(kept.Select(row => known.NumberOf(table, row, label)).ToArray());
        CsvAdvice.CheckDecimalMark(table, [label]);
        var values = kept.Select(row => Number(table, row, label, null, isLabel: true)).ToArray();
        return Array.TrueForAll(values,
            value => value == Math.Floor(value) && value is >= int.MinValue and <= int.MaxValue)
            ? Tensor.From(Array.ConvertAll(values, value => (int)value)) : Digits.ToTensor(values, 1, null).Reshape(-1);
    }

    /// <summary>The means of these columns of numbers.</summary>
    public static ColumnMeans Means(Table table, int[] columns)
    {
        CsvAdvice.CheckDecimalMark(table, columns);
        return MeansOf(table, columns, Values(table, columns, label: -1, MissingValues.Mean, DType.Float64, out _));
    }

    /// <summary>Whether a column holds texts, and not a single number.</summary>
    public static bool IsText(Table table, int column)
    {
        var text = false;
        for (var row = 0; row < table.RowCount; row++)
            if (!CsvDialect.IsMissing(table.Cell(row, column)))
            {
                if (table.Dialect.TryNumber(table.Cell(row, column), out _)
                    || CsvAdvice.LooksLikeNumber(table.Dialect, table.Cell(row, column)))
                    return false;
                text = true;
            }
        return text;
    }

    // Row after row, NaN in the gaps that are to be filled.
    static double[] Values(Table table, int[] columns, int label, MissingValues missing, DType? dtype,
        out List<int> kept)
    {
        var values = new List<double>(table.RowCount * columns.Length);
        kept = new List<int>(table.RowCount);
        for (var row = 0; row < table.RowCount; row++)
        {
            var whole = label < 0
                || !IsMissing(table, row, label, missing == MissingValues.Drop ? missing : MissingValues.Error);
            foreach (var column in columns)
            {
                var gap = IsMissing(table, row, column, missing);
                whole &= !gap || missing == MissingValues.Mean;
                values.Add(gap ? double.NaN : Number(table, row, column, dtype));
            }
            if (whole)
                kept.Add(row);
            else
                values.RemoveRange(values.Count - columns.Length, columns.Length);
        }
        return kept.Count > 0 ? [.. values] : throw new CsvException($"'{table.Name}' has no row left.",
            "rows without missing values",
            $"all {table.RowCount:N0} rows have a gap",
            "Use MissingValues.Mean, or Exclude the column with the most gaps.");
    }

    static bool IsMissing(Table table, int row, int column, MissingValues missing)
    {
        var cell = table.Cell(row, column);
        if (!CsvDialect.IsMissing(cell))
            return false;
        return missing != MissingValues.Error ? true
            : throw new CsvException(
                $"{table.Place(row, column)}: {(Blanks.Trim(cell) is "" ? "empty" : $"'{Blanks.Trim(cell)}'")}.",
                "a value", "none",
                "Set missing: MissingValues.Mean or MissingValues.Drop (now: Error). A label can only be dropped.",
                table.LineOf(row));
    }

    // A label takes the type that holds it; dtype is the features' only.
    static double Number(Table table, int row, int column, DType? dtype, bool isLabel = false)
    {
        var cell = table.Cell(row, column);
        if (!table.Dialect.TryNumber(cell, out var value))
            throw NoNumber(table, row, column, isLabel);
        if (!isLabel && dtype != DType.Float64 && !float.IsFinite((float)value))
            throw Infinite(table, row, column, "a number up to 3.4e38, or dtype: DType.Float64");
        if (dtype is null && !table.Dialect.KeepsDigits(cell, value))
            throw new CsvException(
                $"{table.Place(row, column)}: '{CsvDialect.Short(cell)}' has more digits than Float64 holds.",
                "whole numbers up to 9,007,199,254,740,992",
                $"'{CsvDialect.Short(cell)}', which would become {value.ToString("F0", CultureInfo.InvariantCulture)}",
                isLabel ? $"{AsText(table.Columns[column])} Otherwise shorten the numbers."
                : $"A number of a customer or an order is no measurement: Exclude(\"{table.Columns[column]}\"). "
                + "If rounding does no harm: dtype: DType.Float64.", table.LineOf(row));
        return value;
    }

    static string AsText(string label) =>
        $"If the labels name classes: ToDataset(\"{label}\", classes: Categories.Fit(table, \"{label}\")).";

    static CsvException NoNumber(Table table, int row, int column, bool isLabel)
    {
        var (dialect, cell, line) = (table.Dialect, table.Cell(row, column), table.LineOf(row));
        var (shown, name, place) = (CsvDialect.Short(cell), table.Columns[column], table.Place(row, column));
        if (CsvAdvice.LooksLikeNumber(dialect, cell))
            return new CsvException($"{place}: '{shown}' is not a number with '{dialect.DecimalMark}' decimals"
                + (dialect.ThousandsMark is { } mark ? $" and '{mark}' thousands." : "."),
                $"numbers such as 1{dialect.DecimalMark}5", $"'{shown}'", CsvAdvice.Separator(dialect)
                ?? CsvAdvice.Marks(table, column)
                ?? "Numbers of this column are written in different ways: write them alike.", line);
        if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            return Infinite(table, row, column, isLabel ? "a number up to 1.8e308"
                : "a number up to 3.4e38, or to 1.8e308 with dtype: DType.Float64");
        var isText = !Enumerable.Range(0, table.RowCount).Any(r => dialect.TryNumber(table.Cell(r, column), out _));
        return isText
            ? new CsvException($"{table.Name}: column '{name}' is text.", "a column of numbers",
                $"'{shown}' in line {line}",
                CsvAdvice.Separator(dialect)
                ?? (isLabel ? $"{AsText(name)} Otherwise write them all as numbers."
                : $"Use OneHot(\"{name}\") or Exclude(\"{name}\") on the table, or make it the label."), line)
            : new CsvException($"{place}: '{shown}' is not a number.",
                "a number, as in other rows of this column", $"'{shown}'",
                "Correct the value, or write NA for a missing one. "
                    + "If the first line is a header, pass hasHeader: true. "
                + (isLabel ? AsText(name) : "If the column is a label of texts that look like numbers: "
                + "ToDataset(label, classes: Categories.Fit(table, label))."), line);
    }

    static CsvException Infinite(Table table, int row, int column, string expected)
    {
        var shown = CsvDialect.Short(table.Cell(row, column));
        return new CsvException($"{table.Place(row, column)}: '{shown}' is infinite, or too large.",
            expected, $"'{shown}'",
            "Correct the value, or write NA for a missing one and choose a MissingValues.", table.LineOf(row));
    }

    static ColumnMeans MeansOf(Table table, int[] columns, double[] values)
    {
        var moments = new ColumnMoments(values, columns.Length);
        var (names, means) = (new List<string>(), new List<double>());
        for (var d = 0; d < columns.Length; d++)
            if (moments.Counts[d] == 0)
                throw new CsvException($"'{table.Name}': column '{table.Columns[columns[d]]}' has no value at all.",
                    "at least one value to take the mean of",
                    "only gaps", $"Use Exclude(\"{table.Columns[columns[d]]}\").");
            else if (!table.IsMark(columns[d]))
            {
                names.Add(table.Columns[columns[d]]);
                means.Add(moments.Mean[d]);
            }
        return new ColumnMeans(names, means);
    }

    static void FillGaps(Table table, int[] columns, double[] values, ColumnMeans means)
    {
        for (var i = 0; i < values.Length; i++)
            if (double.IsNaN(values[i]))
            {
                var (column, row) = (columns[i % columns.Length], i / columns.Length);
                var name = table.Columns[column];
                if (table.IsMark(column))
                    throw new CsvException($"{table.Place(row, column)}: a missing text has no mean.",
                        "a text in every row", "a gap",
                        "Choose MissingValues.Drop, or write a text of its own for it, such as 'unknown', "
                            + "in the training file too.");
                values[i] = means.TryGet(name, out var mean) ? mean
                    : throw new CsvException($"'{table.Name}': column '{name}' has a gap and no known mean.",
                    $"a mean of '{name}'",
                    $"means of {string.Join(", ", means.Columns.Take(20).Select(CsvDialect.Short))}",
                    "Fit the means to the training file with this column in it, or choose MissingValues.Drop.");
            }
    }
}
