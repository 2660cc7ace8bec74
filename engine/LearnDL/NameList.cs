namespace LearnDL;

/// <summary>The error for a name that is on no list: it shows the list and the nearest names.</summary>
static class NameList
{
    public static UnknownNameException Unknown(string kind, string? name, IReadOnlyList<string> known)
    {
        name ??= "null"; // as a config may have it
        var nearest = known.OrderBy(candidate => EditDistance(name, candidate)).Take(3);
        return new UnknownNameException(
            $"No {kind} is named '{name}'.", string.Join(", ", known), $"'{name}'",
            $"Nearest: {string.Join(", ", nearest.Select(candidate => $"'{candidate}'"))}.");
    }

    /// <summary>
    /// The known name that is meant, written in small letters or capitals, or as the class is called:
    /// "MeanSquaredError". Null where none is.
    /// </summary>
    public static string? Find(string name, IReadOnlyList<string> known)
    {
        foreach (var one in known)
            if (one.Equals(name, StringComparison.OrdinalIgnoreCase))
                return one;
        foreach (var one in known)
            if (one.Replace("_", "", StringComparison.Ordinal).Equals(name, StringComparison.OrdinalIgnoreCase))
                return one;
        return null;
    }

    /// <summary>
    /// How many letters must be inserted, removed or replaced to turn one word into the other, capitals or not
    /// (Levenshtein 1966).
    /// </summary>
    public static int EditDistance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                var replaced = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + replaced);
                diagonal = above;
            }
        }
        return row[b.Length];
    }
}
