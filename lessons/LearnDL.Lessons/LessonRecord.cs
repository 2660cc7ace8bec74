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

    /// <summary>See <see cref="SourceHashOf"/>.</summary>
    public required string SourceHash { get; init; }

    public required IReadOnlyList<DataRecord> Data { get; init; }
    public required IReadOnlyDictionary<string, MetricRecord> Metrics { get; init; }
    public required IReadOnlyDictionary<string, string> Outputs { get; init; }
    public required IReadOnlyDictionary<string, PictureRecord> Pictures { get; init; }

    /// <summary>
    /// SHA-256 of the weights that the lesson names as its result; where it trains several models, those of one (in
    /// lesson 7 the recipe's). Null where it names none.
    /// </summary>
    public string? Weights { get; init; }

    /// <summary>Where a lesson's run is kept: <c>lessons/02-pima/run</c>.</summary>
    public static string RunFolderOf(string lesson) => Path.Combine(Repository.Folder, "lessons", lesson, "run");

    /// <summary>
    /// The present hash of the lesson's sources, the engine's and the data; a record with another one is stale.
    /// </summary>
    public static string SourceHashOf(string lesson) => Lessons.SourceHash.Of(Repository.Folder, lesson);

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

    public void Write(string runFolder)
    {
        _ = Directory.CreateDirectory(runFolder);
        File.WriteAllText(Path.Combine(runFolder, FileName), JsonSerializer.Serialize(this, json) + "\n");
    }
}
