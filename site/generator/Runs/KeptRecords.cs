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
        if (RunRecords.Shown(options, lesson.Folder, out _) is not { IsOwn: true } run)
            return [Unmeasured];
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
                KeepGradients();
            else
                Keep(lesson);
        return [.. differing];
    }

    void KeepGradients()
    {
        var report = SweepReport.OwnOrNull(folders, allowQuick: false, out var reason)
            ?? throw NotMeasured(folders.Name(folders.SweepReport), reason);
        report.WithoutEngine().Write(folders.KeptSweepReport);
    }

    void Keep(string lesson)
    {
        if (RunRecords.Shown(options, lesson, out _) is not { IsOwn: true } run)
            throw NotMeasured($"lessons/{lesson}/run", Unmeasured);
        var folder = folders.KeptRecord(lesson);
        Directory.CreateDirectory(folder);
        string[] pictures = [.. run.Record.Pictures.Values.Select(picture => picture.File)];
        foreach (var picture in pictures)
            AtomicFile.Write(Path.Combine(folder, picture), File.ReadAllBytes(Path.Combine(run.Folder, picture)));
        (run.Record with { EngineHash = null }).Write(folder); // names the pictures, which are there by now
        foreach (var picture in Directory.EnumerateFiles(folder, "*.svg"))
            if (!pictures.Contains(Path.GetFileName(picture))) File.Delete(picture); // no longer drawn
    }

    const string Unmeasured = "this machine has no run of the present lesson, data and engine";

    static SiteException NotMeasured(string file, string reason) =>
        new([new(file, 0, reason, "measure it first: dotnet run -c Release --project site -- measure")]);
}
