using LearnDL.Lessons;

namespace LearnDL.Site.Runs;

/// <summary>
/// Holds a run against the committed record of its lesson: everything that does not depend on the machine has to be the
/// same, each number, printed line and picture, and the weights. Times and memory are left aside.
/// </summary>
public static class RunComparison
{
    /// <summary>What differs, a line each.</summary>
    /// <param name="measuresTime">Whether all that the lesson reports are times: then only the names must be the same.</param>
    public static IEnumerable<string> Differences(
        ShownRun run, string keptFolder, bool measuresTime)
    {
        var (now, kept) = (run.Record, run.Kept!);
        if (now.Seed != kept.Seed) yield return $"the seed is {now.Seed}, recorded {kept.Seed}";
        if (now.Weights != kept.Weights) yield return $"the weights are {now.Weights}, recorded {kept.Weights}";
        foreach (var line in Entries("metric", now.Metrics, kept.Metrics, (a, b) => measuresTime || a.OfMachine
            ? a.Label == b.Label && a.OfMachine == b.OfMachine : a == b,
            metric => $"{metric.Text} ({metric.Value:R})"))
            yield return line;
        foreach (var line in Entries("output", now.Outputs, kept.Outputs,
            (a, b) => measuresTime || a == b, FirstLine))
            yield return line;
        foreach (var line in Entries("picture", now.Pictures, kept.Pictures,
            (a, b) => a.File == b.File && (measuresTime || (a == b
                && File.ReadAllText(Path.Combine(run.Folder, a.File)) == File.ReadAllText(Path.Combine(keptFolder, b.File)))),
            picture => picture.Alt))
            yield return line;
    }

    static IEnumerable<string> Entries<T>(string kind, IReadOnlyDictionary<string, T> now,
        IReadOnlyDictionary<string, T> kept, Func<T, T, bool> areSame, Func<T, string> text)
    {
        foreach (var name in now.Keys.Union(kept.Keys).Order(StringComparer.Ordinal))
            if (!kept.TryGetValue(name, out var old)) yield return $"{kind} {name} is not in the record";
            else if (!now.TryGetValue(name, out var measured)) yield return $"{kind} {name} was recorded and is gone";
            else if (!areSame(measured, old)) yield return $"{kind} {name}: {text(measured)}, recorded {text(old)}";
    }

    static string FirstLine(string text) => text.Split('\n')[0];
}
