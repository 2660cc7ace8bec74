namespace LearnDL;

/// <summary>Brings what Compile is given for several outputs into their order.</summary>
static class PerOutput
{
    /// <summary>What was given by the outputs' names; nothing for those left out.</summary>
    public static T?[] Ordered<T>(IReadOnlyList<string> names, IReadOnlyList<T?> values,
        IReadOnlyList<string> outputs, string what)
    {
        var ordered = new T?[outputs.Count];
        for (var i = 0; i < names.Count; i++)
        {
            var at = outputs.ToList().IndexOf(names[i]);
            ordered[at >= 0 ? at : throw NameList.Unknown($"output (for a {what})", names[i], outputs)] = values[i];
        }
        return ordered;
    }

    /// <summary>What was given in the outputs' order: as many as there are.</summary>
    public static T?[] Counted<T>(IReadOnlyList<T?> values, IReadOnlyList<string> outputs, string what) =>
        values.Count == outputs.Count ? [.. values] : throw new ModelException(
            $"Compile was given {Models.DataCheck.Count(values.Count, what)} for a model with "
                + $"{Models.DataCheck.Count(outputs.Count, "output")}.",
            $"one for each of {string.Join(", ", outputs)}", $"{values.Count}",
            outputs.Count == 1 ? $"Give one {what}." : "Give one for every output, or name the outputs they are for.");
}
