using LearnDL.Saving;

namespace LearnDL.Data;

/// <summary>
/// The texts of a column and their numbers: the classes of a label, or the columns that
/// <see cref="Table.OneHot(string, Categories)"/> makes. Fit them on the training file and apply them to both, so that
/// a text has the same number everywhere:
/// <code>
/// var cities = Categories.Fit(trainTable, "city");
/// var train = cities.Apply(trainTable).ToDataset("price");
/// var test = cities.Apply(testTable).ToDataset("price", like: train);
/// </code>
/// A text that was not there when they were fitted is an error, where pandas makes new columns or none. It must be the
/// same letter for letter: only blanks around it do not count.
/// </summary>
public sealed record Categories : IConfigurable
{
    readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    /// <summary>Categories that are known already, in the order of their numbers.</summary>
    /// <exception cref="DataException">There is none, one is there twice, or one stands
    /// for a missing value.</exception>
    public Categories(string column, IReadOnlyList<string> texts)
    {
        var trimmed = new string[texts.Count];
        for (var i = 0; i < trimmed.Length; i++)
        {
            trimmed[i] = Blanks.Trim(texts[i]);
            if (CsvDialect.IsMissing(trimmed[i]))
                throw new DataException($"A category of '{column}' stands for a missing value.", "texts",
                    $"'{trimmed[i]}' at {i}", "Give it another name in the file.");
            if (!numbers.TryAdd(trimmed[i], i))
                throw new DataException($"'{column}' has a category twice.", "a number of its own for each text",
                    $"'{trimmed[i]}' at {numbers[trimmed[i]]} and {i}", "Name it once.");
        }
        if (trimmed.Length == 0)
            throw new DataException($"'{column}' has no categories.", "at least one text", "none",
                "Check what was loaded or filtered.");
        (Column, Texts) = (column, Array.AsReadOnly(trimmed));
    }

    /// <summary>The column's name.</summary>
    public string Column { get; }

    /// <summary>The texts; the place of each is its number.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>The different texts of a column, in alphabetical order (by code point, capitals first).</summary>
    /// <exception cref="CsvException">There is no such column.</exception>
    /// <exception cref="DataException">It holds missing values only.</exception>
    public static Categories Fit(Table table, string column) => new(column, table.Texts(table.IndexOf(column)));

    /// <summary>The table with the column of this name spread over a column of 0 and 1 for each text.</summary>
    /// <exception cref="CsvException">There is no such column, or it holds a text that is none of these.</exception>
    public Table Apply(Table table) => table.OneHot(Column, this);

    /// <summary>The column and its texts.</summary>
    public Config GetConfig() => new() { { "column", Column }, { "texts", Texts } };

    /// <inheritdoc/>
    public Config Serialize() => Attachments.Serialize(this);

    /// <summary>Those that were found before.</summary>
    /// <exception cref="ConfigException">The texts are missing, or no texts.</exception>
    /// <exception cref="DataException">One is there twice, or stands for a missing value.</exception>
    public static Categories FromConfig(Config config) =>
        config.Read(c => new Categories(c.TextOr("column", ""), c.Texts("texts")));

    /// <summary>Whether both have the same texts with the same numbers, and the same column.</summary>
    public bool Equals(Categories? other) =>
        other is not null && Column == other.Column && Texts.SequenceEqual(other.Texts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Column, Texts.Count, Texts[0]);

    /// <summary>The column and its texts, the first twenty.</summary>
    public override string ToString() =>
        $"{Column}: {string.Join(", ", Texts.Take(20))}{(Texts.Count > 20 ? ", …" : "")}";

    /// <summary>The number of a cell's text.</summary>
    internal int NumberOf(Table table, int row, int column)
    {
        var text = Blanks.Trim(table.Cell(row, column));
        return numbers.TryGetValue(text, out var number) ? number : throw Unknown(table, row, column, text);
    }

    CsvException Unknown(Table table, int row, int column, string text)
    {
        var alike =
            Texts.FirstOrDefault(known => string.Equals(Plain(known), Plain(text), StringComparison.OrdinalIgnoreCase));
        var known = string.Join(", ", Texts.Take(20).Select(known => $"'{CsvDialect.Short(known)}'"))
            + (Texts.Count > 20 ? $" and {Texts.Count - 20} more" : "");
        var shown = CsvDialect.Short(text);
        return new CsvException($"{table.Place(row, column)}: '{shown}' is none of the {Texts.Count} known texts.",
            $"one of: {known}", $"'{shown}'",
            alike is not null
                ? $"It differs from '{CsvDialect.Short(alike)}' in capitals, blanks or the form of its letters only: "
                    + "write it the same way in both files."
            : "Correct the text, write NA and choose MissingValues.Drop, or fit the categories to a file that has it.",
            table.LineOf(row));
    }

    static string Plain(string text) => string.Join(' ', Blanks.Split(Composition.Compose(text)));
}
