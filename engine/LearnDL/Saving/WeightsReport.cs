namespace LearnDL.Saving;

/// <summary>What became of the weights of a file.</summary>
/// <param name="Loaded">The names of those that the model has now.</param>
/// <param name="Missing">Those of the model that the file does not have.</param>
/// <param name="Unexpected">Those of the file that the model does not have.</param>
/// <param name="Misfits">Those that have another shape in the file, with both shapes.</param>
public sealed record WeightsReport(IReadOnlyList<string> Loaded, IReadOnlyList<string> Missing,
    IReadOnlyList<string> Unexpected, IReadOnlyList<string> Misfits)
{
    /// <summary>Whether every weight of the model came from the file, and nothing was left over.</summary>
    public bool IsComplete => Missing.Count + Unexpected.Count + Misfits.Count == 0;

    /// <summary>One line per kind, as far as there are any.</summary>
    public override string ToString() => string.Join('\n', new[]
    {
        $"loaded: {Loaded.Count}", Line("missing in the file", Missing), Line("not in the model", Unexpected),
        Line("of another shape", Misfits),
    }.OfType<string>());

    static string? Line(string what, IReadOnlyList<string> names) =>
        names.Count == 0 ? null : $"{what}: {string.Join(", ", names)}";
}
