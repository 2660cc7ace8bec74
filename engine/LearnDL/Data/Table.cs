using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>
/// The rows and columns of a CSV file, still as text. <see cref="ToDataset"/> turns them into tensors.
/// <code>
/// var houses = CsvFile.Read("houses.csv").Exclude("street").OneHot("city").ToDataset(label: "price");
/// </code>
/// </summary>
public sealed class Table
{
    readonly CsvDialect dialect;
    readonly string[] columns;
    readonly List<(string[] Fields, int Line)> rows;

    internal Table(CsvDialect dialect, string[] columns, List<(string[] Fields, int Line)> rows) =>
        (this.dialect, this.columns, this.rows) = (dialect, columns, rows);

    /// <summary>The file's name.</summary>
    public string Name => dialect.Name;

    /// <summary>The columns' names: from the header, or <c>column1</c>, <c>column2</c>, …</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>The number of rows, the header not counted.</summary>
    public int RowCount => rows.Count;

    /// <summary>The text of a cell, as it stands in the file without its quotes.</summary>
    public string this[int row, string column] => rows[row].Fields[IndexOf(column)];

    /// <summary>The line of the file on which a row begins, counted from 1.</summary>
    public int LineOf(int row) => rows[row].Line;

    internal CsvDialect Dialect => dialect;

    internal string Cell(int row, int column) => rows[row].Fields[column];

    /// <summary>The table without these columns.</summary>
    public Table Exclude(params ReadOnlySpan<string> names)
    {
        var excluded = new HashSet<int>();
        foreach (var name in names)
            excluded.Add(IndexOf(name));
        string[] Without(string[] fields) => fields.Where((_, i) => !excluded.Contains(i)).ToArray();
        return new Table(dialect, Without(columns), rows.ConvertAll(row => (Without(row.Fields), row.Line)));
    }

    /// <summary>
    /// The table with a text column spread over columns of 0 and 1, one for each text in it: <c>city</c> becomes <c>city=Oslo</c>, <c>city=Paris</c>.
    /// A missing text stays missing in all of them.
    /// </summary>
    public Table OneHot(string column)
    {
        var index = IndexOf(column);
        var values = Texts(index);
        string[] Spread(string[] fields, Func<string, string> of) => [.. fields[..index], .. values.Select(of), .. fields[(index + 1)..]];
        return new Table(dialect, Spread(columns, value => $"{column}={value}"), rows.ConvertAll(row => (
            Spread(row.Fields, value => CsvDialect.IsMissing(row.Fields[index]) ? "" : row.Fields[index].Trim() == value ? "1" : "0"), row.Line)));
    }

    /// <summary>All columns as numbers, Float32 (N, D).</summary>
    /// <exception cref="CsvException">A cell is no number, or is missing and <paramref name="missing"/> is Error.</exception>
    public Tensor ToTensor(MissingValues missing = MissingValues.Error) => TableNumbers.Features(this, label: -1, missing, out _);

    /// <summary>
    /// One column as labels (N), all others as features, Float32 (N, D). Text labels become class numbers in the alphabetical order of the texts;
    /// whole numbers stay what they are, Int32; other numbers are Float32. A row without a label is left out under <see cref="MissingValues.Drop"/>
    /// and an error otherwise: a label is never made up.
    /// </summary>
    /// <exception cref="CsvException">A cell is no number, or is missing and <paramref name="missing"/> is Error.</exception>
    public Dataset ToDataset(string label, MissingValues missing = MissingValues.Error)
    {
        var index = IndexOf(label);
        var x = TableNumbers.Features(this, index, missing, out var kept);
        var y = TableNumbers.Labels(this, index, kept, out var classes);
        return new Dataset(x, y, columns.Where((_, i) => i != index).ToArray(), classes, []);
    }

    /// <summary>The different texts of a column, in alphabetical order.</summary>
    internal string[] Texts(int column) => rows.Select(row => row.Fields[column].Trim()).Where(text => !CsvDialect.IsMissing(text))
        .Distinct().Order(StringComparer.Ordinal).ToArray();

    int IndexOf(string column)
    {
        var index = Array.IndexOf(columns, column);
        return index >= 0 ? index : throw new CsvException($"'{Name}' has no column '{column}'.",
            $"one of: {string.Join(", ", columns.Take(20).Select(CsvDialect.Short))}{(columns.Length > 20 ? $" and {columns.Length - 20:N0} more" : "")}",
            $"'{column}'", dialect.Hint() ?? "Column names are matched letter for letter; a file without a header has column1, column2, …");
    }
}
