using LearnDL.Lessons;
using LearnDL.Site.Runs;

namespace LearnDL.Site.Tests;

/// <summary>What a change of the engine does to the records is found, and what belongs to the machine is not.</summary>
public sealed class RunComparisonTests : IDisposable
{
    readonly DirectoryInfo kept = Directory.CreateTempSubdirectory("learndl-kept-"),
        now = Directory.CreateTempSubdirectory("learndl-now-");

    static LessonRecord Record => new()
    {
        Lesson = "01-demo",
        Title = "Demo",
        Seed = 7,
        Quick = false,
        StartedUtc = default,
        Seconds = 1,
        Machine = new("P", 2, "O", ".NET", "512 bits"),
        SourceHash = "s",
        Data = [],
        Weights = "w",
        Metrics = new Dictionary<string, MetricRecord>
        {
            ["loss"] = new("the loss", 0.5, "0.5"),
            ["time"] = new("seconds", 1.5, "1.5", OfMachine: true),
        },
        Outputs = new Dictionary<string, string> { ["table"] = "one\ntwo" },
        Pictures = new Dictionary<string, PictureRecord> { ["curve"] = new("curve.svg", "It falls") },
    };

    public RunComparisonTests()
    {
        foreach (var folder in new[] { kept, now })
            File.WriteAllText(Path.Combine(folder.FullName, "curve.svg"), "<svg/>");
    }

    public void Dispose()
    {
        kept.Delete(recursive: true);
        now.Delete(recursive: true);
    }

    List<string> Differences(LessonRecord run, bool measuresTime = false) =>
        [.. RunComparison.Differences(new ShownRun(run, now.FullName, Record), kept.FullName, measuresTime)];

    [Fact]
    public void Another_machine_day_and_time_make_no_difference() => Assert.Empty(Differences(Record with
    {
        StartedUtc = new DateTime(2030, 1, 1),
        Seconds = 99,
        Machine = new("Q", 64, "W", ".NET 11", "256 bits"),
        Commit = "c",
        EngineHash = "e",
        Metrics = new Dictionary<string, MetricRecord>(Record.Metrics)
        {
            ["time"] = new("seconds", 7.5, "7.5", OfMachine: true)
        },
    }));

    public static TheoryData<string> Changes => ["seed", "weights", "value", "text", "more", "less", "output", "alt"];

    [Theory]
    [MemberData(nameof(Changes))]
    public void Each_number_line_and_picture_that_changed_is_named(string what)
    {
        var metrics = new Dictionary<string, MetricRecord>(Record.Metrics);
        if (what == "value") metrics["loss"] = metrics["loss"] with { Value = Math.BitIncrement(0.5) };
        if (what == "text") metrics["loss"] = metrics["loss"] with { Text = "0.50" };
        if (what == "more") metrics["new"] = new("new", 1, "1");
        if (what == "less") metrics.Remove("loss");
        Assert.Single(Differences(Record with
        {
            Metrics = metrics,
            Seed = what == "seed" ? 8 : 7,
            Weights = what == "weights" ? "x" : "w",
            Outputs = new Dictionary<string, string> { ["table"] = what == "output" ? "one\nthree" : "one\ntwo" },
            Pictures = new Dictionary<string, PictureRecord>
            {
                ["curve"] = new("curve.svg", what == "alt" ? "It rises" : "It falls")
            },
        }));
    }

    [Fact]
    public void A_picture_is_compared_with_its_lines()
    {
        File.WriteAllText(Path.Combine(now.FullName, "curve.svg"), "<svg><path/></svg>");
        Assert.Contains("picture curve", Assert.Single(Differences(Record)));
    }

    [Fact]
    public void A_lesson_about_time_has_to_report_the_same_things_and_no_same_numbers()
    {
        File.WriteAllText(Path.Combine(now.FullName, "curve.svg"), "<svg><path/></svg>");
        var metrics = new Dictionary<string, MetricRecord>(Record.Metrics) { ["loss"] = new("the loss", 3, "3") };
        var run = Record with { Metrics = metrics, Outputs = new Dictionary<string, string> { ["table"] = "other" } };
        Assert.Empty(Differences(run, measuresTime: true));
        metrics.Remove("loss");
        Assert.Single(Differences(run, measuresTime: true));
    }
}
