using LearnDL.Lessons;
using LearnDL.Site.Content;

namespace LearnDL.Site.Runs;

/// <summary>The records of the lessons. A lesson without a fresh record of a full run cannot be published.</summary>
public sealed class RunRecords
{
    readonly Dictionary<string, LessonRecord> records = [];

    public LessonRecord? Find(string lesson) => records.GetValueOrDefault(lesson);

    /// <summary>
    /// Reads the record of every lesson that has a page and checks that it belongs to the present sources.
    /// </summary>
    public static RunRecords Read(SiteFolders folders, Func<string, string> sourceHashOf, bool allowQuick,
        Problems problems)
    {
        var all = new RunRecords();
        foreach (var lesson in SitePages.LessonFolders(folders))
        {
            var folder = folders.LessonRun(lesson);
            var reason = Load(folder, sourceHashOf(lesson), allowQuick, out var record);
            if (reason is not null)
                problems.Add($"{folders.Name(folder)}/{LessonRecord.FileName}", 0, reason,
                    $"run: dotnet run -c Release --project lessons/{lesson}, or build the site without --no-run.");
            if (record is not null) all.records[lesson] = record;
        }
        return all;
    }

    /// <summary>Why a record cannot be used, or null when it can.</summary>
    public static string? Load(string folder, string sourceHash, bool allowQuick, out LessonRecord? record)
    {
        record = LessonRecord.Read(folder);
        if (record is null) return "there is no record of a run, or one that was cut short";
        if (record.SourceHash != sourceHash)
            return "the record is stale: the lesson, the engine or the data changed after this run";
        return record.Quick && !allowQuick ? "the record is of a quick run, whose numbers are not the lesson's" : null;
    }
}
