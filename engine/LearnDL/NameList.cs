namespace LearnDL;

/// <summary>The error for a name that is on no list: it shows the list and the nearest names.</summary>
static class NameList
{
    public static UnknownNameException Unknown(string kind, string name, IReadOnlyList<string> known)
    {
        var nearest = known.OrderBy(candidate => EditDistance(name, candidate)).Take(3);
        return new UnknownNameException(
            $"No {kind} is named '{name}'.", string.Join(", ", known), $"'{name}'",
            $"Nearest: {string.Join(", ", nearest.Select(candidate => $"'{candidate}'"))}.");
    }

    /// <summary>
    /// Whether two names differ in capitals and underscores only: a class's name is that of its string as well.
    /// </summary>
    public static bool AreSame(string a, string b) =>
        a.Replace("_", "", StringComparison.Ordinal)
            .Equals(b.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

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
