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
        var names = new HashSet<string>(like.FeatureNames, StringComparer.Ordinal);
        foreach (var feature in like.FeatureNames)
            if (!table.Columns.Contains(feature))
                throw new CsvException($"'{table.Name}' has no column '{CsvDialect.Short(feature)}', a feature of the training data.", $"a column '{CsvDialect.Short(feature)}'",
                    string.Join(", ", table.Columns.Take(20).Select(CsvDialect.Short)),
                    Advice(table, feature));
        foreach (var column in table.Columns)
            if (column != label && !names.Contains(column))
                throw new CsvException($"'{table.Name}' has a column '{CsvDialect.Short(column)}' that the training data have not.", $"the features {string.Join(", ", like.FeatureNames.Take(20).Select(CsvDialect.Short))}",
                    $"'{CsvDialect.Short(column)}'",
                    $"Leave it out: Exclude(\"{CsvDialect.Short(column)}\"), or OneHot with the categories of the training file.");
    }

    /// <summary>
    /// Class numbers stay class numbers, measured values stay measured values, whatever this file happens to hold.
    /// </summary>
    public static Dataset SameLabels(Table table, string label, Dataset like, Dataset read)
    {
        if (like.Y.DType == DType.Int32 && (read.Y.DType != DType.Int32 || like.Classes is null && read.Classes is not null))
            throw new CsvException($"'{table.Name}': the labels '{CsvDialect.Short(label)}' are no class numbers, those of the training data are.", "whole numbers",
                read.Classes is { } classes ? $"texts such as '{CsvDialect.Short(classes.Texts[0])}'"
                : "numbers with fractions", "Write the labels in the same way in both files.");
        if (like.Y.DType == read.Y.DType)
            return read;
        if (read.Classes is not null)
            throw new CsvException($"'{table.Name}': the labels '{CsvDialect.Short(label)}' are texts, those of the training data numbers.", "numbers",
                $"'{CsvDialect.Short(read.Classes.Texts[0])}'", "Write the labels in the same way in both files.");
        return read with { Y = read.Y.Cast(read.Y.DType == DType.Float64 ? DType.Float64 : like.Y.DType) };
    }

    static string Advice(Table table, string feature)
    {
        var at = feature.IndexOf('=', StringComparison.Ordinal);
        var column = at > 0 ? feature[..at] : "";
        return table.Columns.Contains(column) || table.Columns.Any(name => at > 0
            && name.StartsWith(column + "=", StringComparison.Ordinal))
            ? $"Spread it as the training file was: OneHot(\"{column}\", categories) with categories = Categories.Fit(trainTable, \"{column}\")."
            : CsvAdvice.Separator(table.Dialect) ?? "Name the columns as in the training file; their order does not matter.";
    }
}
