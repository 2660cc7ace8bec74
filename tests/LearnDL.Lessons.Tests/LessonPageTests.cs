using System.Text.RegularExpressions;

namespace LearnDL.Lessons.Tests;

/// <summary>What a page shows must come from its lesson.</summary>
public sealed partial class LessonPageTests
{
    public static TheoryData<string> Folders => AllLessons.Folders;

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_number_output_and_picture_of_a_page_is_made_by_its_lesson(string lesson)
    {
        var records = new Dictionary<string, LessonRecord>();
        foreach (Match use in Named().Matches(Page(lesson)))
        {
            var (name, of) = (use.Groups["name"].Value,
                use.Groups["of"] is { Success: true, Value: var other } ? other : lesson);
            if (!records.TryGetValue(of, out var record)) records[of] = record = QuickRun(of);
            Assert.True(use.Groups["kind"].Value switch
            {
                "Metric" => record.Metrics.ContainsKey(name),
                "Output" => record.Outputs.ContainsKey(name),
                _ => record.Pictures.ContainsKey(name),
            }, $"{lesson}: the page shows {use.Value}, but the run has no such thing");
        }
    }

    static LessonRecord QuickRun(string lesson)
    {
        using var folder = new RunFolder();
        return LessonRunner.Run(AllLessons.Of(lesson), new(Quick: true), runFolder: folder.Path);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_region_a_page_shows_exists(string lesson)
    {
        var uses = Region().Matches(Page(lesson));
        Assert.NotEmpty(uses);
        foreach (Match use in uses)
        {
            var source = File.ReadAllText(Path.Combine(Repository.Folder, use.Groups["file"].Value));
            Assert.True(source.Contains($"#region {use.Groups["region"].Value}\n", StringComparison.Ordinal),
                $"{lesson}: {use.Value} is not there");
        }
    }

    static string Page(string lesson) =>
        File.ReadAllText(Path.Combine(Repository.Folder, "lessons", lesson, "lesson.md"));

    [GeneratedRegex("""<\?# (?<kind>Metric|Output|Picture) name="(?<name>[^"]+)" (lesson="(?<of>[^"]+)")?""")]
    private static partial Regex Named();

    [GeneratedRegex("""<\?# Code file="(?<file>[^"]+)" region="(?<region>[^"]+)" """)]
    private static partial Regex Region();
}
