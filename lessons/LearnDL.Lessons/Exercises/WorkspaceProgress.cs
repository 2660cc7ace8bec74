using System.Text.Json;
using System.Text.Json.Serialization;

namespace LearnDL.Lessons;

/// <summary>What is remembered of a workspace: how each exercise stood when it was last judged, and the hints shown.</summary>
sealed record WorkspaceProgress
{
    internal const string FileName = ".progress.json";

    static readonly JsonSerializerOptions json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>See <see cref="Workspace.Sources"/>; null before the first check.</summary>
    public string? Sources { get; init; }

    public DateTime? CheckedUtc { get; init; }

    /// <summary>By the exercises' ids.</summary>
    public Dictionary<string, State> Exercises { get; init; } = [];

    /// <param name="Verdict">As it was last judged.</param>
    /// <param name="Points">What it counts when it is right.</param>
    /// <param name="Hints">How many hints were shown.</param>
    public sealed record State(VerdictKind Verdict = VerdictKind.NotStarted, int Points = 1, int Hints = 0);

    internal State Of(Exercise exercise) => Exercises.GetValueOrDefault(exercise.Id) ?? new(Points: exercise.Points);

    internal int Count(VerdictKind kind) => Exercises.Values.Count(state => state.Verdict == kind);

    /// <summary>What a workspace's folder remembers; nothing where there is no file that can be read.</summary>
    internal static WorkspaceProgress Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<WorkspaceProgress>(
                File.ReadAllText(Path.Combine(folder, FileName)), json) ?? new();
        }
        catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException)
        {
            return new();
        }
    }

    internal void Write(string folder) =>
        AtomicFile.Write(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, json) + "\n");
}
