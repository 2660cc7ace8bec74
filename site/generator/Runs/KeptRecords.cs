using LearnDL.Lessons;
using LearnDL.Site.Content;

namespace LearnDL.Site.Runs;

/// <summary>
/// The committed records: those that pages show before this machine has measured anything. What this machine measured
/// is held against them, and replaces them on demand.
/// </summary>
public sealed class KeptRecords(SiteFolders folders, IReadOnlyList<Lesson>? lessons = null)
{
    readonly SiteOptions options = new(folders, LessonSources.Of);

    /// <summary>What is not as it was recorded, by lesson; nothing where all is.</summary>
    public IReadOnlyList<(string Lesson, IReadOnlyList<string> Differences)> Differences() =>
    [
        .. (lessons ?? LessonRuns.All).Select(lesson => (lesson.Folder, Differences(lesson)))
            .Append((LiveState.Gradients, GradientDifferences())).Where(found => found.Item2.Count > 0)
    ];

    IReadOnlyList<string> Differences(Lesson lesson)
    {
        if (RunRecords.Shown(options, lesson.Folder, out var reason) is not { IsOwn: true } run)
            return [$"it has not been measured: {reason}"];
        return run.Kept is null ? ["there is no record of these sources and data"]
            : [.. RunComparison.Differences(run, folders.KeptRecord(lesson.Folder), lesson.MeasuresTime)];
    }

    IReadOnlyList<string> GradientDifferences()
    {
        if (SweepReport.OwnOrNull(folders, allowQuick: false, out var reason) is not { } report)
            return [$"they have not been checked: {reason}"];
        return SweepReport.Kept(folders) is { } kept ? [.. report.Differences(kept)] : ["there is no record"];
    }

    /// <summary>
    /// Replaces each record that differs by what this machine measured; the others stay, so that a change which keeps all
    /// numbers changes no file.
    /// </summary>
    /// <returns>What was replaced.</returns>
    public IReadOnlyList<string> Refresh()
    {
        var differing = Differences().Select(found => found.Lesson).ToHashSet();
        foreach (var lesson in differing)
            if (lesson == LiveState.Gradients)
                (SweepReport.OwnOrNull(folders, allowQuick: false, out var reason) ?? throw Unmeasured(lesson, reason))
                    .WithoutEngine().Write(folders.KeptSweepReport);
            else
                Keep(lesson);
        return [.. differing];
    }

    void Keep(string lesson)
    {
        if (RunRecords.Shown(options, lesson, out var reason) is not { IsOwn: true } run)
            throw Unmeasured(lesson, reason);
        var folder = folders.KeptRecord(lesson);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        foreach (var picture in run.Record.Pictures.Values)
            File.Copy(Path.Combine(run.Folder, picture.File), Path.Combine(folder, picture.File));
        (run.Record with { EngineHash = null }).Write(folder);
    }

    static SiteException Unmeasured(string lesson, string reason) =>
        new([new($"lessons/{lesson}", 0, reason, "measure it first: dotnet run -c Release --project site -- measure")]);
}
