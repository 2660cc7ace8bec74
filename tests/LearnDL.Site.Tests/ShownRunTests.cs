using System.Text.Json;
using LearnDL.Lessons;
using LearnDL.Site.Runs;

namespace LearnDL.Site.Tests;

/// <summary>Whose numbers a page shows, and that it says whose they are.</summary>
public sealed class ShownRunTests
{
    const string Text = "Right: <?# Metric name=\"accuracy\" /?>.\n\n<?# Picture name=\"history\" /?>\n\n<?# Output name=\"printed\" /?>";

    [Fact]
    public void Before_anything_was_measured_here_the_record_is_shown_with_its_machine_day_and_commit()
    {
        using var site = new FixtureSite().Lesson(Text);
        var page = site.BuiltLesson();
        Assert.Contains("77.95%", page);
        Assert.Contains("Measured on P, 2 cores, 2026-01-02, commit 0123456.", page);
    }

    [Fact]
    public void A_run_of_this_machine_is_preferred_and_its_weights_are_held_against_the_recorded_ones()
    {
        using var site = new FixtureSite().Lesson(Text);
        site.WriteRecord(FixtureSite.Hash, quick: false, folder: "run", accuracy: 0.5);
        var page = site.BuiltLesson();
        Assert.Contains("50.00%", page);
        Assert.Contains("Measured on this machine (P), 2026-01-02. Same weights as recorded: SHA-256 equal.", page);

        site.WriteRecord(FixtureSite.Hash, quick: false, folder: "run", weights: "another");
        page = site.BuiltLesson();
        Assert.DoesNotContain("SHA-256 equal", page);
        Assert.Contains("not those that were recorded", page);
    }

    [Theory]
    [InlineData("of-yesterday", FixtureSite.Engine)]
    [InlineData(FixtureSite.Hash, "engine-of-yesterday")]
    public void A_run_of_another_lesson_or_engine_gives_way_to_the_record(string hash, string engine)
    {
        using var site = new FixtureSite().Lesson(Text);
        site.WriteRecord(hash, quick: false, folder: "run", engine: engine, accuracy: 0.5);
        Assert.Contains("77.95%", site.BuiltLesson());
    }

    [Fact]
    public void A_record_holds_for_any_engine_until_the_gate_says_otherwise()
    {
        using var site = new FixtureSite().Lesson(Text);
        site.WriteRecord(FixtureSite.Hash, quick: false, engine: "engine-of-yesterday");
        Assert.Contains("77.95%", site.BuiltLesson());
    }

    [Fact]
    public void A_quick_run_is_shown_only_where_it_was_asked_for_and_under_a_warning()
    {
        using var site = new FixtureSite().Lesson(Text);
        site.WriteRecord(FixtureSite.Hash, quick: true, folder: "run/quick", accuracy: 0.3);
        Assert.Contains("77.95%", site.BuiltLesson());

        var page = site.BuiltLesson(site.Options with { AllowQuick = true });
        Assert.Contains("30.00%", page);
        Assert.Contains("class=\"measured warning\"", page);
        Assert.Contains("Measured in a quick run on this machine", page);
    }

    [Fact]
    public void A_lesson_that_has_changed_is_being_measured_and_shows_everything_else()
    {
        using var site = new FixtureSite().Lesson("Before. " + Text + "\n\nAfter.\n\n<?# Record /?>");
        site.WriteRecord("of-yesterday", quick: false);
        var page = site.BuiltLesson(site.Options with { MayBeUnmeasured = true });
        Assert.DoesNotContain("77.95%", page);
        Assert.Contains("Being measured: the lesson or its data have changed", page);
        Assert.Contains("Right: <span class=\"unmeasured\">being measured</span>.", page);
        Assert.Contains("A picture of the run is being measured.", page);
        Assert.Contains("After.", page);
    }

    [Fact]
    public void Only_a_page_that_is_served_while_lessons_run_has_the_script_that_asks()
    {
        using var site = new FixtureSite().Lesson(Text);
        Assert.DoesNotContain("live.js", site.BuiltLesson());
        Assert.Contains("src=\"../../live.js\"", site.BuiltLesson(site.Options with { IsLive = true }));
    }

    [Fact]
    public void Another_page_says_which_lessons_its_numbers_are_of()
    {
        using var site = new FixtureSite();
        site.Write("site/input/index.md", FixtureSite.Page("Home", "<?# Metric lesson=\"01-demo\" name=\"accuracy\" /?>"));
        site.Build();
        Assert.Contains("Numbers of 01-demo: measured on P", site.Output("index.html"));
    }

    [Fact]
    public void A_build_leaves_whole_files_and_nothing_of_the_build_before()
    {
        using var site = new FixtureSite();
        site.Write("site/input/gone.md", FixtureSite.Page("Gone", "Text."));
        site.Build();
        var before = File.GetLastWriteTimeUtc(Path.Combine(site.Folders.Output, "style.css"));
        File.Delete(site.Folders.Full("site/input/gone.md"));
        site.Build();
        Assert.False(File.Exists(Path.Combine(site.Folders.Output, "gone.html")));
        Assert.Equal(before, File.GetLastWriteTimeUtc(Path.Combine(site.Folders.Output, "style.css")));
        Assert.Empty(Directory.EnumerateFiles(site.Folders.Output, "*.new", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_page_that_asks_hears_how_far_the_machine_is()
    {
        var live = new LiveState(["01-a", "02-b"], lesson => lesson == "01-a" ? 1e-9 : 1e9,
            () => [new("01-a", 0, 0, 4, null, false), new("02-b", 1, 2, 4, DateTime.UnixEpoch, false)]);
        live.Begin("01-a");
        Thread.Sleep(5);
        Assert.Equal((1, 2, 99), State()); // longer than recorded, and still not done
        live.End("01-a");
        live.Begin("02-b");
        Assert.Equal((2, 2, 0), State());
        Assert.Empty(Root().GetProperty("done").EnumerateArray()); // its page does not show it yet
        live.Show("01-a");
        Assert.Equal("01-a", Assert.Single(Root().GetProperty("done").EnumerateArray()).GetString());
        live.End("02-b");
        live.Begin(LiveState.Gradients);
        Assert.True(Root().GetProperty("checksGradients").GetBoolean());
        live.Finish();
        Assert.True(Root().GetProperty("finished").GetBoolean());
        // a lesson whose exercises were never judged is not spoken of
        Assert.Equal("""[{"lesson":"02-b","solved":1,"total":4}]""", Root().GetProperty("exercises").GetRawText());

        JsonElement Root() => JsonDocument.Parse(live.Json()).RootElement;

        (int, int, int) State() => (Root().GetProperty("lesson").GetInt32(), Root().GetProperty("of").GetInt32(),
            Root().GetProperty("percent").GetInt32());
    }
}
