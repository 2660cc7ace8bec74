using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>Whether a second file has what the first had: the same columns, and labels of the same kind.</summary>
static class TableLikeness
{
    /// <summary>The features are those of the training data, in any order.</summary>
    public static void Check(Table table, string label, Dataset like)
    {
        if (like.FeatureNames.Length == 0)
            throw new DataException("These data have no names of features.", "data of a table",
                $"{like.X.Shape} without names", "Read both files with CsvFile.");
        table.IndexOf(label);
        var (names, name) = (new HashSet<string>(like.FeatureNames, StringComparer.Ordinal), table.Name);
        foreach (var feature in like.FeatureNames)
            if (!table.Columns.Contains(feature))
                throw new CsvException(
                    $"'{name}' has no column '{CsvDialect.Short(feature)}', a feature of the training data.",
                    $"a column '{CsvDialect.Short(feature)}'", Listed(table.Columns), Advice(table, feature));
        foreach (var column in table.Columns)
            if (column != label && !names.Contains(column))
                throw new CsvException(
                    $"'{name}' has a column '{CsvDialect.Short(column)}' that the training data do not have.",
                    $"the features {Listed(like.FeatureNames)}", $"'{CsvDialect.Short(column)}'",
                    $"Leave it out: Exclude(\"{CsvDialect.Short(column)}\"), "
                        + "or use OneHot with the categories of the training file.");
    }

    /// <summary>
    /// Class numbers stay class numbers, measured values stay measured values, whatever this file happens to hold.
    /// </summary>
    public static Dataset SameLabels(Table table, string label, Dataset like, Dataset read)
    {
        if (like.Classes is null && read.Classes?.Texts[0] is { } text)
            throw Other(table, label, "numbers", $"texts such as '{CsvDialect.Short(text)}'");
        if (like.Y.DType == DType.Int32 && read.Y.DType != DType.Int32)
            throw Other(table, label, "class numbers: whole", "numbers with fractions");
        return like.Y.DType == read.Y.DType || read.Y.DType == DType.Float64 ? read
            : read with { Y = read.Y.Cast(like.Y.DType) };
    }

    static CsvException Other(Table table, string label, string expected, string got) =>
        new($"'{table.Name}': the labels '{CsvDialect.Short(label)}' are of another kind than those of the "
            + "training data.",
            expected, got, "Write the labels in the same way in both files.");

    static string Listed(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(20).Select(CsvDialect.Short))
            + (names.Count > 20 ? $" and {names.Count - 20} more" : "");

    static string Advice(Table table, string feature)
    {
        var column = feature.Split('=')[0];
        var isSpread = feature.Length > column.Length
            && table.Columns.Any(name => name == column || name.StartsWith(column + "=", StringComparison.Ordinal));
        return isSpread ? $"Spread it as the training file was: OneHot(\"{column}\", categories) with categories = "
                + $"Categories.Fit(trainTable, \"{column}\")."
            : CsvAdvice.Separator(table.Dialect)
                ?? "Name the columns as in the training file; their order does not matter.";
    }
}
