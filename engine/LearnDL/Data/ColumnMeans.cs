using LearnDL.Saving;

namespace LearnDL.Data;

/// <summary>
/// The means of a table's columns, for the gaps of this file and of others. Fit them on the training file and apply
/// them to both:
/// <code>
/// var means = ColumnMeans.Fit(trainTable, except: "price");     // a label is never made up
/// var train = means.Apply(trainTable).ToDataset("price");
/// var test = means.Apply(testTable).ToDataset("price", like: train);
/// </code>
/// </summary>
public sealed record ColumnMeans : IConfigurable
{
    readonly Dictionary<string, double> means = new(StringComparer.Ordinal);

    /// <summary>Means that are known already.</summary>
    /// <exception cref="DataException">There are more of one than of the other, a name is there twice, or a mean is
    /// not finite.</exception>
    public ColumnMeans(IReadOnlyList<string> columns, IReadOnlyList<double> values)
    {
        if (columns.Count != values.Count)
            throw new DataException("Columns and means do not pair up.", "a mean for every column",
                $"{columns.Count} columns, {values.Count} means", "Give one mean per column.");
        for (var i = 0; i < columns.Count; i++)
            if (!double.IsFinite(values[i]) || !means.TryAdd(columns[i], values[i]))
                throw new DataException($"'{columns[i]}' cannot have this mean.", "finite numbers, one per column",
                    $"{values[i]} at {i}",
                    "Check how the means were computed, and the columns' names.");
        (Columns, Values) = (Array.AsReadOnly(columns.ToArray()), Array.AsReadOnly(values.ToArray()));
    }

    /// <summary>The names of the columns that have a mean.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The mean of each of them.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>
    /// The means of all columns of numbers but these; columns of text have none, nor
    /// have those that OneHot made of them.
    /// </summary>
    /// <exception cref="CsvException">A column has both numbers and text, or no value at all; or there is no column of
    /// that name.</exception>
    public static ColumnMeans Fit(Table table, params ReadOnlySpan<string> except)
    {
        var left = except.Length > 0 ? table.Exclude(except) : table;
        var columns = Enumerable.Range(0, left.Columns.Count)
            .Where(column => !left.IsMark(column) && !TableNumbers.IsText(left, column)).ToArray();
        return columns.Length == 0 ? new ColumnMeans([], []) : TableNumbers.Means(left, columns);
    }

    /// <summary>The table with its gaps filled, in the columns that have a mean; the gaps of others stay.</summary>
    public Table Apply(Table table) => table.Map((column, cell) =>
        CsvDialect.IsMissing(cell) && means.TryGetValue(column, out var mean) ? table.Dialect.Write(mean) : cell);

    /// <summary>The columns and their means.</summary>
    public Config GetConfig() => new() { { "columns", Columns }, { "values", Values.ToArray() } };

    /// <inheritdoc/>
    public Config Serialize() => Attachments.Serialize(this);

    /// <summary>Those that were found before.</summary>
    /// <exception cref="ConfigException">Columns or means are missing, or others.</exception>
    /// <exception cref="DataException">They do not pair up.</exception>
    public static ColumnMeans FromConfig(Config config) =>
        config.Read(c => new ColumnMeans(c.Texts("columns"), c.FiniteNumbers("values")));

    /// <summary>Whether both have the same means of the same columns.</summary>
    public bool Equals(ColumnMeans? other) => other is not null && Columns.SequenceEqual(other.Columns)
        && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Columns.Count, Values.Count > 0 ? Values[0] : 0);

    /// <summary>The columns and their means, the first twenty.</summary>
    public override string ToString() => Columns.Count == 0 ? "no means"
        : string.Join(", ", Columns.Zip(Values).Take(20).Select(pair => $"{pair.First}: {pair.Second}"))
            + (Columns.Count > 20 ? ", …" : "");

    internal bool TryGet(string column, out double mean) => means.TryGetValue(column, out mean);
}
