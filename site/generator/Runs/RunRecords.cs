using LearnDL.Lessons;
using LearnDL.Site.Content;

namespace LearnDL.Site.Runs;

/// <summary>
/// The runs that pages show: this machine's where there is one of the present engine, lesson and data, else the
/// committed record, where the lesson and its data are still those it was made with, else none.
/// </summary>
public sealed class RunRecords
{
    readonly Dictionary<string, ShownRun> runs = [];

    public ShownRun? Find(string lesson) => runs.GetValueOrDefault(lesson);

    /// <summary>Finds the run of every lesson that has a page.</summary>
    /// <param name="problems">Is told of lessons without a run, unless they may still be missing.</param>
    public static RunRecords Read(SiteOptions options, Problems problems)
    {
        var all = new RunRecords();
        foreach (var lesson in SitePages.LessonFolders(options.Folders))
        {
            if (Shown(options, lesson, out var reason) is { } run) all.runs[lesson] = run;
            else if (!options.MayBeUnmeasured)
                problems.Add($"lessons/{lesson}/record/{LessonRecord.FileName}", 0, reason,
                    $"run: dotnet run -c Release --project lessons/{lesson}, or build the site without --no-run.");
        }
        return all;
    }

    /// <summary>The run of a lesson to show, or null and the reason why there is none.</summary>
    public static ShownRun? Shown(SiteOptions options, string lesson, out string reason)
    {
        var sources = options.SourcesOf(lesson);
        var folders = options.Folders;
        var kept = LessonRecord.Read(folders.KeptRecord(lesson));
        reason = kept is not null
            ? kept.Quick ? "the record is of a quick run, whose numbers are not the lesson's"
                : "the record is stale: the lesson or its data changed after it"
            : File.Exists(Path.Combine(folders.KeptRecord(lesson), LessonRecord.FileName))
                ? "the record cannot be read: it is no valid JSON" : "there is no record, and no run of this machine";
        kept = kept is { Quick: false } && sources.Made(kept) ? kept : null;
        foreach (var folder in options.AllowQuick
            ? (string[])[folders.LessonRun(lesson), folders.QuickRun(lesson)] : [folders.LessonRun(lesson)])
            if (OwnRun(folder, sources, options.AllowQuick) is { } own) return new ShownRun(own, folder, kept);
        return kept is null ? null : new ShownRun(kept, folders.KeptRecord(lesson), kept);
    }

    /// <summary>This machine's run, if it was made by the current sources.</summary>
    public static LessonRecord? OwnRun(string folder, LessonSources sources, bool allowQuick) =>
        LessonRecord.Read(folder) is { } run && sources.MadeAllOf(run) && (allowQuick || !run.Quick) ? run : null;
}
