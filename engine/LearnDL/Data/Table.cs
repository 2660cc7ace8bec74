using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>
/// The rows and columns of a CSV file, still as text. <c>ToDataset</c> turns them into tensors.
/// <code>
/// var houses = CsvFile.Read("houses.csv").Exclude("street").OneHot("city").ToDataset(label: "price");
/// </code>
/// </summary>
public sealed class Table
{
    readonly CsvDialect dialect;
    readonly string[] columns;
    readonly List<(string[] Fields, int Line)> rows;

    readonly HashSet<string> marks; // the columns of 0 and 1 that OneHot made

    internal Table(CsvDialect dialect, string[] columns, List<(string[] Fields, int Line)> rows,
        HashSet<string>? marks = null) =>
            (this.dialect, this.columns, this.rows, this.marks) = (dialect, columns, rows, marks ?? []);

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

    /// <summary>Whether OneHot made the column: then a gap in it is a missing text, which has no mean.</summary>
    internal bool IsMark(int column) => marks.Contains(columns[column]);

    internal string Cell(int row, int column) => rows[row].Fields[column];

    internal string Place(int row, int column) =>
        $"{Name} line {LineOf(row)}, column {column + 1} ('{CsvDialect.Short(columns[column])}')";

    /// <summary>The table without these columns.</summary>
    public Table Exclude(params ReadOnlySpan<string> names)
    {
        var excluded = new HashSet<int>();
        foreach (var name in names)
            excluded.Add(IndexOf(name));
        string[] Without(string[] fields) => fields.Where((_, i) => !excluded.Contains(i)).ToArray();
        return new Table(dialect, Without(columns), rows.ConvertAll(row => (Without(row.Fields), row.Line)), marks);
    }

    /// <summary>The table with these columns only, in this order.</summary>
    public Table Select(params ReadOnlySpan<string> names)
    {
        var chosen = new int[names.Length];
        for (var i = 0; i < chosen.Length; i++)
            chosen[i] = IndexOf(names[i]);
        var selected = Array.ConvertAll(chosen, column => columns[column]);
        CsvFile.CheckNames(selected, Name);
        return new Table(dialect, selected,
            rows.ConvertAll(row => (Array.ConvertAll(chosen, column => row.Fields[column]), row.Line)), marks);
    }

    /// <summary>
    /// The table with a text column spread over columns of 0 and 1, one for each text in it: <c>city</c> becomes
    /// <c>city=Oslo</c>, <c>city=Paris</c>. A missing text stays missing in all of them. For a second file see
    /// <see cref="Categories"/>.
    /// </summary>
    public Table OneHot(string column) => Texts(IndexOf(column)) is { Length: > 0 } texts
        ? OneHot(column, new Categories(column, texts)) : Exclude(column);

    /// <summary>
    /// The same with the texts of another file: one column for each of them, whether this table has it or not.
    /// <code>var test = testTable.OneHot("city", Categories.Fit(trainTable, "city"));</code>
    /// </summary>
    /// <exception cref="CsvException">There is no such column, or it holds a text that is none of the
    /// categories.</exception>
    public Table OneHot(string column, Categories categories)
    {
        var index = IndexOf(column);
        string[] Spread(string[] fields, IEnumerable<string> between) =>
            [.. fields[..index], .. between, .. fields[(index + 1)..]];
        string[] made = [.. categories.Texts.Select(text => $"{column}={text}")];
        var names = Spread(columns, made);
        CsvFile.CheckNames(names, Name);
        var spread = new List<(string[], int)>(rows.Count);
        for (var row = 0; row < rows.Count; row++)
        {
            var cells = new string[categories.Texts.Count];
            var missing = CsvDialect.IsMissing(Cell(row, index));
            Array.Fill(cells, missing ? "" : "0");
            if (!missing)
                cells[categories.NumberOf(this, row, index)] = "1";
            spread.Add((Spread(rows[row].Fields, cells), rows[row].Line));
        }
        return new Table(dialect, names, spread, [.. marks, .. made]);
    }

    /// <summary>
    /// All columns as numbers (N, D): Float32, and Float64 where Float32 would lose digits that count. These are a
    /// whole number that it cannot hold (an id, a time in seconds), and values so close together that rounding them
    /// would be more than a ten-thousandth of their range.
    /// </summary>
    /// <param name="missing">What to do with gaps.</param>
    /// <param name="dtype">Float32 or Float64 whatever the numbers are; null: as above.</param>
    /// <exception cref="CsvException">A cell is no number, or is missing and <paramref name="missing"/> is Error; or a
    /// whole number is too long for Float64.</exception>
    public Tensor ToTensor(MissingValues missing = MissingValues.Error, DType? dtype = null) =>
        TableNumbers.Features(this, label: -1, missing, null, dtype, out _, out _);

    /// <summary>
    /// One column as labels (N), all others as features (N, D), both as <see cref="ToTensor"/> does. Text labels
    /// become class numbers in the alphabetical order of the texts; whole numbers that fit stay what they are, Int32;
    /// other numbers are Float32 or Float64. A row without a label is left out under
    /// <see cref="MissingValues.Drop"/> and an error otherwise: a label is never made up.
    /// A second file, to test with, must get the same classes, columns and means: see
    /// <see cref="ToDataset(string, Dataset, MissingValues)"/>.
    /// </summary>
    /// <param name="label">The column of the labels.</param>
    /// <param name="missing">What to do with gaps.</param>
    /// <param name="classes">The classes, where they are known: the label is then text, even if it looks like
    /// numbers.</param>
    /// <param name="means">What <see cref="MissingValues.Mean"/> fills gaps with; null:
    /// the means of this table.</param>
    /// <param name="dtype">The features' type, Float32 or Float64; null: Float32 where it keeps the digits that
    /// count.</param>
    /// <exception cref="CsvException">A cell is no number or none of the classes, or is missing and
    /// <paramref name="missing"/> is Error.</exception>
    public Dataset ToDataset(string label, MissingValues missing = MissingValues.Error, Categories? classes = null,
        ColumnMeans? means = null, DType? dtype = null)
    {
        var index = IndexOf(label);
        var x = TableNumbers.Features(this, index, missing, means, dtype, out var kept, out var used);
        var y = TableNumbers.Labels(this, index, kept, ref classes);
        string[] features = [.. columns.Where((_, i) => i != index)];
        return new Dataset(x, y, features, [.. classes?.Texts ?? []], []) { Classes = classes, Means = used };
    }

    /// <summary>
    /// A second file as the first was read: the features in the order of the training data, its classes, its means
    /// where gaps were filled with them, and Float64 where its features are.
    /// <code>
    /// var train = CsvFile.Read("train.csv").ToDataset("animal");
    /// var test = CsvFile.Read("test.csv").ToDataset("animal", like: train);
    /// </code>
    /// </summary>
    /// <param name="label">The column of the labels.</param>
    /// <param name="like">The training data.</param>
    /// <param name="missing">What to do with gaps; Error means here: what was done with those of the training data, if
    /// they were filled.</param>
    /// <exception cref="CsvException">
    /// A feature is missing or was not in the training data, a text is none of its classes, a label is no class number
    /// where those were; or as above.
    /// </exception>
    public Dataset ToDataset(string label, Dataset like, MissingValues missing = MissingValues.Error)
    {
        TableLikeness.Check(this, label, like);
        var gaps = missing == MissingValues.Error && like.Means is not null ? MissingValues.Mean : missing;
        DType? dtype = like.X.DType == DType.Float64 ? DType.Float64 : null;
        var read = Select([.. like.FeatureNames, label]).ToDataset(label, gaps, like.Classes, like.Means, dtype);
        return TableLikeness.SameLabels(this, label, like, read);
    }

    /// <summary>The table with every cell replaced.</summary>
    internal Table Map(Func<string, string, string> ofColumnAndCell) => new(dialect, columns,
        rows.ConvertAll(row => (row.Fields.Select((cell, i) => ofColumnAndCell(columns[i], cell)).ToArray(), row.Line)),
        marks);

    /// <summary>The different texts of a column, in alphabetical order.</summary>
    internal string[] Texts(int column) =>
        rows.Select(row => Blanks.Trim(row.Fields[column])).Where(text => !CsvDialect.IsMissing(text))
        .Distinct().Order(StringComparer.Ordinal).ToArray();

    internal int IndexOf(string column)
    {
        var index = Array.IndexOf(columns, column);
        if (index >= 0)
            return index;
        var rest = columns.Length > 20 ? $" and {columns.Length - 20:N0} more" : "";
        throw new CsvException($"'{Name}' has no column '{column}'.",
            $"one of: {string.Join(", ", columns.Take(20).Select(CsvDialect.Short))}{rest}",
            $"'{column}'", CsvAdvice.Separator(dialect)
            ?? "Column names are matched letter for letter; a file without a header has column1, column2, …");
    }
}
