using System.Text.Json;
using LearnDL.Site.Content;

namespace LearnDL.Site.Runs;

/// <summary>The records of the lessons. A lesson without a fresh record of a full run cannot be published.</summary>
public sealed class RunRecords
{
    readonly Dictionary<string, RunRecord> records = [];

    public RunRecord? Find(string lesson) => records.GetValueOrDefault(lesson);

    /// <summary>Reads the record of every lesson that has a page and checks that it belongs to the present sources.</summary>
    public static RunRecords Read(SiteFolders folders, Func<string, string> sourceHashOf, bool allowQuick, Problems problems)
    {
        var all = new RunRecords();
        foreach (var lesson in SitePages.LessonFolders(folders))
        {
            var file = Path.Combine(folders.LessonRun(lesson), "record.json");
            var reason = Load(file, sourceHashOf(lesson), allowQuick, out var record);
            if (reason is not null)
                problems.Add(folders.Name(file), 0, reason, $"run: dotnet run -c Release --project lessons/{lesson}, or build the site without --no-run.");
            if (record is not null) all.records[lesson] = record;
        }
        return all;
    }

    /// <summary>Why a record cannot be used, or null when it can.</summary>
    public static string? Load(string file, string sourceHash, bool allowQuick, out RunRecord? record)
    {
        record = null;
        if (!File.Exists(file)) return "the lesson has not been run: there is no record";
        try
        {
            record = JsonSerializer.Deserialize<RunRecord>(File.ReadAllText(file), JsonSerializerOptions.Web);
        }
        catch (JsonException error)
        {
            return $"the record cannot be read: {error.Message}";
        }
        if (record is null) return "the record is empty";
        if (record.SourceHash != sourceHash) return "the record is stale: the lesson, the engine or the data changed after this run";
        return record.Quick && !allowQuick ? "the record is of a quick run, whose numbers are not the lesson's" : null;
    }
}
