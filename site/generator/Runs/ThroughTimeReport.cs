using System.Text.Json;
using LearnDL.Lessons;
using LearnDL.Site.Content;

namespace LearnDL.Site.Runs;

/// <summary>One batch on its way forward and back, line by line: site/run/through-time.json.</summary>
/// <param name="SourceHash">The engine and the recorder it was made with.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Batch">What there was before: x, target, W, R, b.</param>
/// <param name="Lines">What ran, in its order.</param>
/// <param name="Y">What came out.</param>
/// <param name="Loss">How wrong that was.</param>
/// <param name="Dy">The gradient that goes back.</param>
/// <param name="Gradients">What comes out of the way back, beside differences.</param>
public sealed record ThroughTimeReport(string SourceHash, double Seconds, IReadOnlyList<NumberTable> Batch,
    IReadOnlyList<RecordedLine> Lines, NumberTable Y, double Loss, NumberTable Dy,
    IReadOnlyList<GradientComparison> Gradients)
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    /// <summary>
    /// The report if it was made with the sources as they are now; null and the reason why not otherwise.
    /// </summary>
    public static ThroughTimeReport? Read(SiteFolders folders, out string reason)
    {
        reason = "no batch was recorded on its way through time";
        if (!File.Exists(folders.ThroughTimeReport)) return null;
        try
        {
            var report =
                JsonSerializer.Deserialize<ThroughTimeReport>(File.ReadAllText(folders.ThroughTimeReport), Json);
            if (report?.SourceHash == HashOfSources(folders)) return report;
            reason = "the record of the batch is stale: the engine or the recorder changed after it";
        }
        catch (JsonException error)
        {
            reason = $"the record of the batch cannot be read: {error.Message}";
        }
        return null;
    }

    public void Write(SiteFolders folders) =>
        AtomicFile.Write(folders.ThroughTimeReport, JsonSerializer.Serialize(this, Json));

    /// <summary>The engine and the files of the recorder, which lie beside this one.</summary>
    public static string HashOfSources(SiteFolders folders)
    {
        string[] recorder =
        [
            "GradientComparison", "LineRecorder", "NumberTable", "RecordedLine", "ThroughTimeBatch", "ThroughTimeReport"
        ];
        return SourceFiles.HashOf(folders.Root, [.. SourceFiles.In(folders.Full("engine/LearnDL")),
            .. recorder.Select(name => new FileInfo(folders.Full($"site/generator/Runs/{name}.cs")))]);
    }
}
