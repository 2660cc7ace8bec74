using System.Globalization;
using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>Turns the text of a <see cref="Table"/> into numbers, or says which cell cannot be one and why.</summary>
static class TableNumbers
{
    const int ExactlyWhole = 1 << 24; // above it Float32 skips whole numbers

    /// <summary>All columns but the label's (none for -1), and the rows that were kept.</summary>
    public static Tensor Features(Table table, int label, MissingValues missing, out List<int> kept)
    {
        var columns = Enumerable.Range(0, table.Columns.Count).Where(column => column != label).ToArray();
        if (columns.Length == 0)
            throw new CsvException($"'{table.Name}' has no column besides the label.", "at least one feature column", "none", table.Dialect.Hint() ?? "Add the features to the file.");
        var values = new List<float>(table.RowCount * columns.Length);
        kept = new List<int>(table.RowCount);
        for (var row = 0; row < table.RowCount; row++)
        {
            var whole = label < 0 || !IsMissing(table, row, label, missing == MissingValues.Drop ? missing : MissingValues.Error);
            foreach (var column in columns)
            {
                var gap = IsMissing(table, row, column, missing);
                whole &= !gap || missing == MissingValues.Mean;
                values.Add(gap ? float.NaN : Number(table, row, column));
            }
            if (whole)
                kept.Add(row);
            else
                values.RemoveRange(values.Count - columns.Length, columns.Length);
        }
        if (kept.Count == 0)
            throw new CsvException($"'{table.Name}' has no row left.", "rows without missing values", $"all {table.RowCount:N0} rows have a gap",
                "Use MissingValues.Mean, or Exclude the column with the most gaps.");
        var x = Tensor.From(values.ToArray()).Reshape(kept.Count, columns.Length); // (N, D)
        if (missing == MissingValues.Mean)
            FillGaps(table, columns, x);
        return x;
    }

    /// <summary>The label column of the kept rows: class numbers, whole numbers or numbers.</summary>
    public static Tensor Labels(Table table, int label, List<int> kept, out string[] classes)
    {
        var dialect = table.Dialect;
        var numbers = kept.Count(row => dialect.TryNumber(table.Cell(row, label), out _));
        classes = numbers == 0 && !kept.Exists(row => dialect.HasOtherDecimalMark(table.Cell(row, label))) ? table.Texts(label) : [];
        if (classes.Length > 0)
        {
            var names = classes;
            return Tensor.From(kept.Select(row => Array.BinarySearch(names, table.Cell(row, label).Trim(), StringComparer.Ordinal)).ToArray());
        }
        var values = kept.Select(row => Number(table, row, label)).ToArray();
        return Array.TrueForAll(values, value => value == Math.Floor(value) && Math.Abs(value) <= ExactlyWhole) ? Tensor.From(Array.ConvertAll(values, value => (int)value)) : Tensor.From(values);
    }

    static bool IsMissing(Table table, int row, int column, MissingValues missing)
    {
        var cell = table.Cell(row, column);
        if (!CsvDialect.IsMissing(cell))
            return false;
        return missing != MissingValues.Error ? true : throw new CsvException($"{Place(table, row, column)}: {(cell.AsSpan().IsWhiteSpace() ? "empty" : $"'{cell.Trim()}'")}.",
            "a value", "none", "Set missing: MissingValues.Mean or MissingValues.Drop (now: Error). A label can only be dropped.", table.LineOf(row));
    }

    static float Number(Table table, int row, int column)
    {
        var (dialect, cell, line) = (table.Dialect, table.Cell(row, column), table.LineOf(row));
        if (dialect.TryNumber(cell, out var value))
            return value;
        var shown = CsvDialect.Short(cell);
        var name = table.Columns[column];
        if (dialect.HasOtherDecimalMark(cell))
            throw new CsvException($"{Place(table, row, column)}: '{shown}' is not a number with '{dialect.DecimalMark}' decimals.",
                $"numbers such as 1{dialect.DecimalMark}5", $"'{shown}'",
                dialect.Hint() ?? $"Read the file with decimalMark: '{(dialect.DecimalMark == '.' ? ',' : '.')}' (and the separator it uses).", line);
        if (float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            throw new CsvException($"{Place(table, row, column)}: '{shown}' is no finite Float32 number.", "a number up to 3.4e38", $"'{shown}'",
                "Correct the value, or write NA for a missing one and choose a MissingValues.", line);
        var isText = !Enumerable.Range(0, table.RowCount).Any(r => dialect.TryNumber(table.Cell(r, column), out _));
        throw isText
            ? new CsvException($"{table.Name}: column '{name}' is text.", "a column of numbers", $"'{shown}' in line {line}",
                dialect.Hint() ?? $"Use OneHot(\"{name}\") or Exclude(\"{name}\") on the table, or make it the label.", line)
            : new CsvException($"{Place(table, row, column)}: '{shown}' is not a number.", "a number, as in other rows of this column", $"'{shown}'",
                "Correct the value, or write NA for a missing one. If the first line is a header, pass hasHeader: true.", line);
    }

    static string Place(Table table, int row, int column) =>
        string.Create(CultureInfo.InvariantCulture, $"{table.Name} line {table.LineOf(row)}, column {column + 1} ('{CsvDialect.Short(table.Columns[column])}')");

    // A gap gets the mean of the values that its column has.
    static void FillGaps(Table table, int[] columns, Tensor x)
    {
        var values = x.AsSpan<float>();
        var D = columns.Length;
        for (var d = 0; d < D; d++)
        {
            var (sum, count) = (0.0, 0);
            for (var i = d; i < values.Length; i += D)
                if (!float.IsNaN(values[i]))
                    (sum, count) = (sum + values[i], count + 1);
            if (count == 0)
                throw new CsvException($"'{table.Name}': column '{table.Columns[columns[d]]}' has no value at all.", "at least one value to take the mean of",
                    "only gaps", $"Use Exclude(\"{table.Columns[columns[d]]}\").");
            for (var i = d; i < values.Length; i += D)
                if (float.IsNaN(values[i]))
                    values[i] = (float)(sum / count);
        }
    }
}
