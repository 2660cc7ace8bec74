using LearnDL.Site.Runs;

namespace LearnDL.Site.Tests;

/// <summary>
/// Each mistake a writer can make keeps the site from being built, and the message says where, what and how to mend it.
/// </summary>
public sealed class FailureTests
{
    [Theory]
    [InlineData("""<?# Code file="lessons/01-demo/Missing.cs" region="rule" /?>""", "no C# file",
        "root of the repository")]
    [InlineData("""<?# Code file="lessons/01-demo/Demo.cs" region="rul" /?>""", "no region \"rul\"",
        "regions are: rule")]
    [InlineData("""<?# Code file="lessons/01-demo/Demo.cs" member="Off" /?>""", "no member \"Off\"", "Twice, Of, Name")]
    [InlineData("""<?# Output name="prinetd" /?>""", "no output \"prinetd\"", "printed")]
    [InlineData("""<?# Picture name="histroy" /?>""", "no picture \"histroy\"", "history")]
    [InlineData("""<?# Picture name="gone" /?>""", "the file is gone", "dotnet run")]
    [InlineData("""A <?# Metric name="acuracy" /?> b""", "no metric \"acuracy\"", "accuracy")]
    [InlineData("""A <?# Metric name="accuracy" lesson="09-none" /?> b""", "no record of the lesson \"09-none\"",
        "lessons/09-none")]
    [InlineData("It reaches 77.95% of the rows.", "percentage \"77.95%\"", "Metric")]
    [InlineData("It reaches **78** % of the rows.", "percentage", "Metric")]
    [InlineData("It reaches 78 percent of the rows.", "percentage \"78 percent\"", "Cited")]
    [InlineData("It reaches `78%` of the rows.", "percentage", "Cited")]
    [InlineData("| a |\n|---|\n| 5% |", "percentage \"5%\"", "Cited")]
    [InlineData("A <?# Cited source=\"s\" href=\"https://s\" ?>5%<?#/ Cited ?> and 7% of ours.", "percentage \"7%\"", "Metric")]
    [InlineData("A <?# Cited source=\"s\" href=\"https://s\" ?>5%<?#/ Cited ?>, "
        + "<?# Cited source=\"s\" href=\"https://s\" ?>6%<?#/ Cited ?>\nand 7 % of ours.", "percentage \"7 %\"", "Metric")]
    [InlineData("<?# Picture name=\"history\" caption=\"It reaches 78%\" /?>", "percentage \"78%\"", "Metric")]
    [InlineData("```text\naccuracy 78%\n```", "percentage \"78%\"", "Metric")]
    [InlineData("## It reaches 78%", "percentage \"78%\"", "Metric")]
    [InlineData("- It reaches 78 per cent", "percentage \"78 per cent\"", "Metric")]
    [InlineData("It reaches 78&#37; of the rows.", "percentage \"78%\"", "Metric")]
    [InlineData("A formula $a + c$ here.", "formula a + c", "node render.mjs")]
    [InlineData("$$\nx^3\n$$", "formula x^3", "node render.mjs")]
    [InlineData("[x](nowhere.html)", "\"nowhere.html\" leads nowhere", "/index.html")]
    [InlineData("[x](/nowhere)", "\"/nowhere\" leads nowhere", "/lessons/01-demo/index.html")]
    [InlineData("[x](../../site/input/nowhere.md)", "leads nowhere", "pages are")]
    [InlineData("[x](#second)", "\"#second\" names a place", "places there")]
    [InlineData("[x](/index.html#second)", "names a place that index.html does not have", "places there")]
    [InlineData("[x](Missing.cs)", "leads nowhere", "pages are")]
    [InlineData("![](/style.css)", "no text alternative", "alt text")]
    [InlineData("Text <?# Output name=\"printed\" /?> text", "inside a paragraph", "alone on its line")]
    [InlineData("Text <?# Nonsense /?> text", "no shortcode Nonsense", "known are")]
    [InlineData("<?# ThroughTime /?>", "no batch was recorded", "site -- build")]
    [InlineData("<?# Output name=printed /?>", "cannot be read", "double quotes")]
    [InlineData("<?# Exercise title=\"t\" ?>\nDo it.", "never closed", "Exercise")]
    [InlineData("Do it.\n\n<?#/ Exercise ?>", "closes nothing", "put it after")]
    [InlineData("A <?# Cited href=\"https://s\" ?>5%<?#/ Cited ?> b", "names no source", "source=")]
    [InlineData("A <?# Cited source=\"s\" ?>5%<?#/ Cited ?> b", "no address of its source", "href=")]
    [InlineData("A <?# Cited source=\"s\" href=\"http://s\" ?>5%<?#/ Cited ?> b", "no address of its source", "href=")]
    [InlineData("<?# Output name=\"printed\" ?>", "not written as it should be", "/?>")]
    public void A_mistake_in_a_text_is_found(string text, string what, string fix)
    {
        using var site = new FixtureSite().Lesson(text);

        var problem = site.Problem();

        Assert.Equal("lessons/01-demo/lesson.md", problem.File);
        Assert.InRange(problem.Line, 6, 8);
        Assert.Contains(what, problem.What);
        Assert.Contains(fix, problem.Fix);
    }

    [Fact]
    public void The_line_of_a_problem_is_the_line_of_the_file()
    {
        using var site = new FixtureSite().Lesson("One.\n\nTwo lines\nand [a dead link](x.html).");

        Assert.Equal(9, site.Problem().Line);
    }

    [Fact]
    public void A_metric_on_a_page_of_no_lesson_says_whose_it_is()
    {
        using var site = new FixtureSite();
        site.Write("site/input/index.md", FixtureSite.Page("Home", "<?# Metric name=\"accuracy\" /?>"));

        Assert.Contains("whose run", site.Problem().What);
    }

    [Theory]
    [InlineData(60, null)]
    [InlineData(61, "61 columns wide")]
    public void Code_that_a_page_shows_has_60_columns_without_its_common_indent(int width, string? problem)
    {
        using var site = new FixtureSite().Lesson("<?# Code file=\"lessons/01-demo/Wide.cs\" region=\"wide\" /?>");
        var comment = "// ".PadRight(width, 'x');
        site.Write("lessons/01-demo/Wide.cs",
            $"class Wide\n{{\n    // {comment}\n    #region wide\n    int a;\n    {comment}\n    #endregion\n}}\n");

        if (problem is null)
        {
            Assert.Contains(comment, site.BuiltLesson());
            return;
        }

        var found = site.Problem();
        Assert.Equal(("lessons/01-demo/Wide.cs", 6), (found.File, found.Line));
        Assert.Contains(problem, found.What);
        Assert.Contains("before column 65", found.Fix);
    }

    [Fact]
    public void Code_of_the_engine_may_be_wider()
    {
        using var site = new FixtureSite().Lesson("<?# Code file=\"engine/Wide.cs\" region=\"wide\" /?>");
        var comment = "// ".PadRight(90, 'x');
        site.Write("engine/Wide.cs", $"class Wide\n{{\n    #region wide\n    {comment}\n    #endregion\n}}\n");
        site.WriteSweep(worst: 2.5e-10);

        Assert.Contains(comment, site.BuiltLesson());
    }

    [Theory]
    [InlineData(60, false)]
    [InlineData(61, true)]
    public void An_output_that_a_page_shows_has_60_columns(int width, bool fails)
    {
        using var site = new FixtureSite().Lesson("<?# Output name=\"printed\" /?>");
        site.WriteRecord(FixtureSite.Hash, quick: false, printed: $"short\n{new string('x', width)}\n");

        if (fails) Assert.Contains("output \"printed\" has a line of 61 columns", site.Problem().What);
        else Assert.Contains(new string('x', width), site.BuiltLesson());
    }

    [Fact]
    public void A_stale_record_is_found()
    {
        using var site = new FixtureSite();
        site.WriteRecord("of-yesterday", quick: false);

        var problem = site.Problem();

        Assert.Equal("lessons/01-demo/record/record.json", problem.File);
        Assert.Contains("stale", problem.What);
        Assert.Contains("--project lessons/01-demo", problem.Fix);
    }

    [Fact]
    public void A_quick_record_is_not_published()
    {
        using var site = new FixtureSite();
        site.WriteRecord(FixtureSite.Hash, quick: true);

        Assert.Contains("quick run", site.Problem().What);
    }

    [Fact]
    public void A_missing_record_is_found()
    {
        using var site = new FixtureSite();
        File.Delete(site.Folders.Full("lessons/01-demo/record/record.json"));

        Assert.Contains("no record", site.Problem().What);
    }

    [Fact]
    public void A_broken_record_is_found()
    {
        using var site = new FixtureSite();
        site.Write("lessons/01-demo/record/record.json", "{ \"lesson\": ");

        Assert.Contains("no valid JSON", site.Problem().What);
    }

    [Fact]
    public void A_stale_gradient_report_is_found()
    {
        using var site = new FixtureSite();
        site.Write("engine/LearnDL/New.cs", "class New;");

        Assert.Contains("gradient report is stale", site.Problem().What);
    }

    [Fact]
    public void A_wrong_gradient_is_not_published()
    {
        using var site = new FixtureSite();
        site.WriteSweep(worst: 1e-3);

        Assert.Contains("gradient of Dense is wrong", site.Problem().What);
    }

    [Fact]
    public void A_stale_record_of_a_batch_is_found()
    {
        using var site = new FixtureSite().Lesson("<?# ThroughTime /?>");
        new ThroughTimeReport("of-yesterday", 1, [], [], new("y", [], [0]), 0, new("dy", [], [0]), [])
            .Write(site.Folders);

        Assert.Contains("record of the batch is stale", site.Problem().What);
    }

    [Fact]
    public void A_batch_whose_lines_are_blurred_is_not_shown()
    {
        using var site = new FixtureSite().Lesson("<?# ThroughTime /?>");
        RecordedLine[] two = [new("LSTM.Step", "A.cs", 1, []), new("LSTM.Step", "A.cs", 1, [])];
        new ThroughTimeReport(ThroughTimeReport.HashOfSources(site.Folders), 1, [], two, new("y", [], [0]), 0, new("dy",
            [], [0]), []).Write(site.Folders);

        Assert.Contains("LSTM.Step was seen", site.Problem().What);
    }

    [Fact]
    public void A_wrong_gradient_of_a_batch_is_not_published()
    {
        using var site = new FixtureSite().Lesson("<?# ThroughTime /?>");
        new ThroughTimeReport(ThroughTimeReport.HashOfSources(site.Folders), 1, [], [], new("y", [], [0]), 0, new("dy",
            [], [0]), [new(new("dW", [1], [1]), [1.001])]).Write(site.Folders);

        Assert.Contains("the gradient dW of the batch is wrong", site.Problem().What);
    }

    [Fact]
    public void The_error_of_a_gradient_is_that_of_its_worst_number()
    {
        var right = new GradientComparison(new("dW", [2], [1, -2]), [1, -2]);
        Assert.Equal(0, right.WorstError);
        Assert.Equal(0.5, (right with { Differences = [2, -2] }).WorstError);
        Assert.Equal(double.PositiveInfinity, (right with { Differences = [1, double.NaN] }).WorstError);
    }

    [Theory]
    [InlineData("Title", "Description: d")]
    [InlineData("Description", "Title: t")]
    public void A_page_needs_a_title_and_a_description(string missing, string given)
    {
        using var site = new FixtureSite();
        site.Write("site/input/more.md", $"---\n{given}\n---\nText.");

        var problem = site.Problem();

        Assert.Equal($"site/input/more.md:1: the front matter has no {missing}", problem.ToString().Split('\n')[0]);
    }

    [Fact]
    public void Front_matter_that_is_no_YAML_is_found()
    {
        using var site = new FixtureSite();
        site.Write("site/input/more.md", "---\nTitle: a\nDescription: b: c\n---\nText.");

        Assert.Contains(Assert.Throws<Content.SiteException>(site.Build).Problems,
            p => p is { File: "site/input/more.md", Line: 3 } && p.What.Contains("YAML"));

        site.Write("site/input/more.md", "---\nTitle: a\nDescription: b\n---\nText.");
        site.Write("site/input/_directory.yml", "SiteTitle: a\nSection: b: c");
        Assert.Contains(Assert.Throws<Content.SiteException>(site.Build).Problems,
            p => p is { File: "site/input/_directory.yml", Line: 2 });
    }

    [Theory]
    [InlineData("example.org/learn")]
    [InlineData("ftp://example.org")]
    [InlineData("")]
    public void An_address_that_is_none_is_found(string address)
    {
        using var site = new FixtureSite();
        site.Write("site/input/_directory.yml", $"SiteAddress: \"{address}\"");

        Assert.Contains("no address of a site", site.Problem().What);
    }

    [Fact]
    public void A_build_that_fails_leaves_the_last_site_in_place()
    {
        using var site = new FixtureSite();
        var before = site.BuiltLesson();
        site.Lesson("[x](nowhere.html)").Problem();

        Assert.Equal(before, site.Output("lessons/01-demo/index.html"));
    }
}
