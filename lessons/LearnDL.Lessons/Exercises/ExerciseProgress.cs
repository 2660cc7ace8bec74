using System.Text.RegularExpressions;

namespace LearnDL.Lessons;

/// <summary>How far a learner has come in a lesson, as <c>--check</c> found it last.</summary>
/// <param name="Lesson">Its folder, such as "02-pima".</param>
/// <param name="Solved">How many exercises are right.</param>
/// <param name="Wrong">How many were tried and are not right yet.</param>
/// <param name="Total">How many exercises there are.</param>
/// <param name="CheckedUtc">When; null before the first check.</param>
/// <param name="ChangedSince">Whether the learner's files are no longer those that were judged.</param>
public sealed partial record ExerciseProgress(
    string Lesson, int Solved, int Wrong, int Total, DateTime? CheckedUtc, bool ChangedSince)
{
    /// <summary>Whether every exercise is right.</summary>
    public bool IsDone => Solved == Total;

    /// <summary>All lessons, in order, and how they stand in the learner's folder <c>my</c>.</summary>
    /// <param name="my">Another folder than the repository's.</param>
    public static IReadOnlyList<ExerciseProgress> Read(string? my = null)
    {
        var lessons = Directory.EnumerateDirectories(Path.Combine(Repository.Folder, "lessons"))
            .Where(folder => File.Exists(Path.Combine(folder, Workspace.FileName)));
        return [.. lessons.Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)
            .Select(lesson => Of(new Workspace(lesson, my)))];
    }

    static ExerciseProgress Of(Workspace workspace)
    {
        // Every exercise is a region of the file that is copied.
        var total = Region().Count(File.ReadAllText(
            Path.Combine(Repository.Folder, "lessons", workspace.Lesson, Workspace.FileName)));
        if (!workspace.IsStarted) return new(workspace.Lesson, 0, 0, total, null, false);
        var progress = WorkspaceProgress.Read(workspace.Folder);
        return new(workspace.Lesson, progress.Count(VerdictKind.Right), progress.Count(VerdictKind.Wrong), total,
            progress.CheckedUtc, progress.Sources is { } judged && judged != Sources(workspace));
    }

    /// <summary>Null while an editor is saving one of the files.</summary>
    static string? Sources(Workspace workspace)
    {
        try
        {
            return workspace.Sources();
        }
        catch (IOException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^\s*#region ", RegexOptions.Multiline)]
    private static partial Regex Region();
}
