using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LearnDL.Lessons;

/// <summary>
/// Everything one run of a lesson measured, printed and drew. Pages take their numbers from here and nowhere else.
/// </summary>
public sealed record LessonRecord
{
    public const string FileName = "record.json";

    static readonly JsonSerializerOptions json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    public required string Lesson { get; init; }
    public required string Title { get; init; }
    public required int Seed { get; init; }
    public required bool Quick { get; init; }
    public required DateTime StartedUtc { get; init; }
    public required double Seconds { get; init; }
    public required MachineRecord Machine { get; init; }

    /// <summary>The lesson's own sources, <see cref="LessonSources.Lesson"/>.</summary>
    public required string SourceHash { get; init; }

    /// <summary>
    /// The engine it ran on, <see cref="LessonSources.Engine"/>; null in a record that is kept, which says nothing of
    /// the engine but the commit.
    /// </summary>
    public string? EngineHash { get; init; }

    /// <summary>The commit it was made at; null outside a clone.</summary>
    public string? Commit { get; init; }

    public required IReadOnlyList<DataRecord> Data { get; init; }
    public required IReadOnlyDictionary<string, MetricRecord> Metrics { get; init; }
    public required IReadOnlyDictionary<string, string> Outputs { get; init; }
    public required IReadOnlyDictionary<string, PictureRecord> Pictures { get; init; }

    /// <summary>
    /// SHA-256 of the weights that the lesson names as its result; where it trains several models, those of one (in
    /// lesson 7 the recipe's). Null where it names none.
    /// </summary>
    public string? Weights { get; init; }

    /// <summary>
    /// Where this machine's run of a lesson is kept: <c>lessons/02-pima/run</c>, and in it a folder each for runs that
    /// are not the page's.
    /// </summary>
    public static string RunFolderOf(Lesson lesson, LessonOptions options) => Path.Combine(
        Repository.Folder, "lessons", lesson.Folder, "run", options.Data is not null ? "own-data"
        : options.Seed is { } seed && seed != lesson.Seed ? $"seed-{seed}" : options.Quick ? "quick" : "");

    /// <summary>The record in a run folder, or null where there is none that can be read.</summary>
    public static LessonRecord? Read(string runFolder)
    {
        var path = Path.Combine(runFolder, FileName);
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize<LessonRecord>(File.ReadAllText(path), json);
        }
        catch (JsonException)
        {
            return null; // cut short by an interrupted run: as good as none
        }
    }

    public void Write(string runFolder) =>
        AtomicFile.Write(Path.Combine(runFolder, FileName), JsonSerializer.Serialize(this, json) + "\n");
}
