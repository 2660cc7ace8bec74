using LearnDL.Lessons;
using LearnDL.Site.Content;
using LearnDL.Site.Runs;
using Spectre.Console;

namespace LearnDL.Site.Tests;

/// <summary>
/// Nothing stale, quick or unseen gets onto a page: one fixture for each guard over what runs have left.
/// </summary>
public sealed class GuardTests
{
    [Fact]
    public void A_gradient_report_of_a_quick_run_is_not_published()
    {
        using var site = new FixtureSite();
        site.WriteSweep(worst: 1e-10, configurations: 20);

        Assert.Contains("gradient report is of a quick run", site.Problem().What);
        Assert.NotNull(SweepReport.OwnOrNull(site.Folders, allowQuick: true, out _));
        site.WriteSweep(worst: 1e-10, configurations: GradientRun.Full - 1);
        Assert.Null(SweepReport.OwnOrNull(site.Folders, allowQuick: false, out _));
    }

    [Fact]
    public void A_missing_or_broken_gradient_report_is_found()
    {
        using var site = new FixtureSite();
        site.Write("site/run/gradients.json", "{ \"rows\": ");
        Assert.Contains("gradient report cannot be read", site.Problem().What);
        File.Delete(site.Folders.SweepReport);
        Assert.Contains("have not been checked", site.Problem().What);
    }

    [Fact]
    public void Gradients_of_which_none_was_compared_are_not_right()
    {
        using var site = new FixtureSite();
        site.WriteSweep(worst: 0, derivatives: 0);

        Assert.Contains("gradient of Dense is wrong", site.Problem().What);
    }

    [Fact]
    public void A_page_that_shows_gradients_needs_a_report()
    {
        using var site = new FixtureSite().Lesson("<?# GradientReport /?>");
        Assert.NotEmpty(site.Build());
        File.Delete(site.Folders.SweepReport);

        Assert.Contains(Assert.Throws<SiteException>(site.Build).Problems,
            problem => problem.What == "there is no fresh gradient report to show");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_picture_of_a_run_needs_a_text_alternative(string alt)
    {
        using var site = new FixtureSite().Lesson("<?# Picture name=\"history\" /?>");
        Assert.NotEmpty(site.Build());
        site.WriteRecord(FixtureSite.Hash, quick: false, alt);

        Assert.Contains("history.svg has no text alternative", site.Problem().What);
    }

    static readonly string[] recorder =
        ["GradientComparison", "LineRecorder", "NumberTable", "RecordedLine", "ThroughTimeBatch", "ThroughTimeReport"];

    public static TheoryData<string> SourcesOfTheRecord =>
        [.. recorder.Select(name => $"site/generator/Runs/{name}.cs"), "engine/LearnDL/Layers/Recurrent/LSTM.cs",
            "engine/LearnDL/New.cs"];

    static ThroughTimeReport Batch(SiteFolders folders, params RecordedLine[] lines) =>
        new(ThroughTimeReport.HashOfSources(folders), 1, [], lines, new("y", [], [0]), 0, new("dy", [], [0]), []);

    [Theory]
    [MemberData(nameof(SourcesOfTheRecord))]
    public void The_record_of_a_batch_goes_stale_with_each_of_its_sources(string source)
    {
        using var site = new FixtureSite();
        foreach (var name in recorder) site.Write($"site/generator/Runs/{name}.cs", $"class {name};");
        site.Write("engine/LearnDL/Layers/Recurrent/LSTM.cs", "class LSTM;");
        Batch(site.Folders).Write(site.Folders);
        Assert.NotNull(ThroughTimeReport.Read(site.Folders, out _));

        site.Write(source, "class Changed;");

        Assert.Null(ThroughTimeReport.Read(site.Folders, out var reason));
        Assert.Contains("stale", reason);
        Assert.True(source.EndsWith("New.cs", StringComparison.Ordinal) || File.Exists(SiteFolders.Find().Full(source)),
            $"{source} has another name now");
    }

    [Fact]
    public void A_broken_record_of_a_batch_is_found()
    {
        using var site = new FixtureSite().Lesson("<?# ThroughTime /?>");
        site.Write("site/run/through-time.json", "{ \"lines\": ");

        Assert.Contains("record of the batch cannot be read", site.Problem().What);
    }

    [Fact]
    public void A_batch_with_a_pass_too_few_is_not_shown()
    {
        using var site = new FixtureSite().Lesson("<?# ThroughTime /?>");
        Batch(site.Folders,
            [.. Enumerable.Repeat(new RecordedLine("LSTM.Step", "A.cs", 1, []), ThroughTimeBatch.Times - 1)])
            .Write(site.Folders);

        Assert.Contains("LSTM.Step was seen", site.Problem().What);
    }

    [Fact]
    public void Only_what_is_stale_is_measured_again_unless_all_is_asked_for()
    {
        using var site = new FixtureSite();
        Batch(site.Folders).Write(site.Folders);
        var lesson = new TinyLesson();

        Assert.Contains("01-tensors: Tiny", Measure());              // no run yet
        Assert.Equal(1, lesson.Runs);
        var told = Measure();
        Assert.Contains("01-tensors: up to date, not run again", told);
        Assert.DoesNotContain("through time", told);                 // its record is fresh
        Assert.Contains("gradients: up to date, not checked again", told);
        Assert.Equal(1, lesson.Runs);

        var folder = site.Folders.QuickRun(lesson.Folder);
        (LessonRecord.Read(folder)! with { EngineHash = "of-yesterday" }).Write(folder);
        _ = Measure();
        Assert.Equal(2, lesson.Runs);
        _ = Measure(quick: false);                                   // a quick run is none for the real site
        Assert.Equal(3, lesson.Runs);
        _ = Measure(quick: false);
        Assert.Equal(3, lesson.Runs);
        _ = Measure(quick: false, needed: folder => folder != lesson.Folder, again: true);
        Assert.Equal(3, lesson.Runs);
        _ = Measure(quick: false, needed: folder => folder == lesson.Folder, again: true);
        Assert.Equal(4, lesson.Runs);

        string Measure(bool quick = true, Func<string, bool>? needed = null, bool again = false)
        {
            var text = new StringWriter();
            var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
            console.Profile.Width = 200;
            var runs = new LessonRuns(
                site.Folders, quick, console, new PlainProgressDisplay(TextWriter.Null), [lesson]);
            runs.RecordBatch();
            runs.Measure(again, needed);
            return text.ToString();
        }
    }

    [Fact]
    public void A_lesson_that_fails_is_reported_and_the_others_are_measured()
    {
        using var site = new FixtureSite();
        var (broken, tiny) = (new TinyLesson { Fails = true }, new TinyLesson { Number = "02" });
        var text = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        var runs = new LessonRuns(site.Folders, quick: true, console, new PlainProgressDisplay(TextWriter.Null), [broken, tiny]);
        var shown = 0;

        Assert.False(runs.Measure(needed: _ => true, changed: () => ++shown > 0));

        Assert.Contains("It broke.", text.ToString());
        Assert.Equal((1, 1, 1), (broken.Runs, tiny.Runs, shown));
    }

    [Fact]
    public void A_record_is_replaced_only_where_something_differs()
    {
        using var site = new FixtureSite();
        var lesson = new TinyLesson();
        var runs = new LessonRuns(site.Folders, quick: false, AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(
            TextWriter.Null)
        }), new PlainProgressDisplay(TextWriter.Null), [lesson]);
        runs.Measure();
        var kept = new KeptRecords(site.Folders, [lesson]);
        Assert.Equal(["there is no record of these sources and data"], kept.Differences()[0].Differences);
        Assert.Equal([lesson.Folder, LiveState.Gradients], kept.Refresh());
        Assert.Empty(kept.Differences());
        Assert.Empty(kept.Refresh());

        var record = Path.Combine(site.Folders.KeptRecord(lesson.Folder), LessonRecord.FileName);
        Assert.Null(LessonRecord.Read(site.Folders.KeptRecord(lesson.Folder))!.EngineHash);
        var before = File.ReadAllText(record);
        runs.Measure(again: true, needed: _ => true);                // another time, the same numbers
        Assert.Empty(kept.Refresh());
        Assert.Equal(before, File.ReadAllText(record));

        lesson.Answer = 43;
        runs.Measure(again: true, needed: _ => true);
        Assert.Contains("recorded 42", Assert.Single(Assert.Single(kept.Differences()).Differences));
        Assert.Equal([lesson.Folder], kept.Refresh());
        Assert.NotEqual(before, File.ReadAllText(record));
    }

    sealed class TinyLesson : Lesson
    {
        public int Runs { get; private set; }

        public int Answer { get; set; } = 42;

        public bool Fails { get; init; }

        public string Number { get; init; } = "01";

        public override string Folder => Number == "01" ? "01-tensors" : "02-pima";

        public override string Title => "Tiny";

        public override void Run(LessonRun run)
        {
            Runs++;
            if (Fails) throw new DataException("It broke.", "a whole one", "pieces", "Mend it.");
            run.Metric("answer", "the answer", Answer, "0");
            run.MachineMetric("time", "seconds", Runs, "0");
        }
    }
}
