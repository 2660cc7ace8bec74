using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using LearnDL;
using LearnDL.Layers;
using LearnDL.Models;

namespace LearnDL.Site.Tests;

/// <summary>What a good text becomes.</summary>
public sealed class PageTests
{
    const string Paragraph = ".text > p";

    [Fact]
    public void A_region_is_shown_without_its_markers_at_the_margin_and_coloured()
    {
        var page = Lesson("""<?# Code file="lessons/01-demo/Demo.cs" region="rule" /?>""");

        var code = page.QuerySelector("figure.code code")!;
        Assert.Equal("// y = 2x\npublic static int Of(int x) => 2 * x; // \"two\"", code.TextContent);
        Assert.Equal(["// y = 2x", "// \"two\""], code.QuerySelectorAll(".c").Select(e => e.TextContent));
        Assert.Contains("public", code.QuerySelectorAll(".k").Select(e => e.TextContent));
        Assert.Equal(["Of"], code.QuerySelectorAll(".m").Select(e => e.TextContent));
        Assert.Equal("../../source/lessons/01-demo/Demo.cs.html#L7",
            page.QuerySelector("figure.code a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("Of", "// y = 2x\npublic static int Of(int x) => 2 * x;")]
    [InlineData("Twice.Name", "public static string Name => \"twice\";")]
    public void A_member_is_shown_with_the_comments_above_it(string member, string expected)
    {
        var page = Lesson($"""<?# Code file="lessons/01-demo/Demo.cs" member="{member}" /?>""");

        Assert.StartsWith(expected, page.QuerySelector("figure.code code")!.TextContent);
    }

    [Fact]
    public void A_file_that_is_shown_has_a_page_with_numbered_lines()
    {
        using var site = new FixtureSite().Lesson("[the file](Demo.cs#L8)");

        Assert.Contains("source/lessons/01-demo/Demo.cs.html", site.Build());
        var line = Parse(site.Output("source/lessons/01-demo/Demo.cs.html")).GetElementById("L8")!;
        Assert.StartsWith("    public static int Of", line.TextContent);
    }

    [Fact]
    public void Numbers_outputs_and_pictures_come_from_the_record()
    {
        var page = Lesson("""
            Right on
            <?# Metric name="accuracy" /?> of the rows.

            <?# Output name="printed" /?>

            <?# Picture
                name="history" caption="It falls" /?>

            <?# Record /?>
            """);

        Assert.Equal("Right on\n77.95% of the rows.", page.QuerySelector(Paragraph)!.TextContent);
        Assert.Equal("1 < 2\nand so on", page.QuerySelector("figure.output samp")!.TextContent);
        Assert.Equal("A falling curve", page.QuerySelector("figure.picture svg[role=img]")!.GetAttribute("aria-label"));
        Assert.Null(page.QuerySelector("svg title"));
        Assert.Contains("demo.csv", page.QuerySelector("table.record")!.TextContent);
    }

    [Fact]
    public void A_figure_from_a_publication_names_it()
    {
        var page = Lesson("As published: <?# Cited source=\"Smith, 1988\" href=\"https://example.org/s\" ?>76.3%<?#/ Cited ?>.");

        Assert.Equal("As published: 76.3% (Smith, 1988).", page.QuerySelector(Paragraph)!.TextContent);
        Assert.Equal("https://example.org/s", page.QuerySelector(".cited a")!.GetAttribute("href"));
    }

    [Fact]
    public void An_exercise_holds_Markdown()
    {
        var page = Lesson("<?# Exercise title=\"Your turn: x\" ?>\nDo *it*:\n\n- now\n<?#/ Exercise ?>\n\nAfter.");

        var exercise = page.QuerySelector("section.exercise")!;
        Assert.Equal("Your turn: x", exercise.QuerySelector("h2")!.TextContent);
        Assert.Equal("now", exercise.QuerySelector("li")!.TextContent.Trim());
        Assert.DoesNotContain("After", exercise.TextContent);
    }

    [Fact]
    public void Formulas_come_from_the_cache()
    {
        var page = Lesson("A sum $a +  b$ and\n\n$$\nx^2\n$$");

        Assert.Equal(2, page.QuerySelectorAll("math").Length);
        Assert.NotNull(page.QuerySelector(".formula[tabindex='0'] math[display=block]"));
    }

    [Fact]
    public void Punctuation_stays_with_the_formula_before_it()
    {
        var page = Lesson("With $a + b$, and $a + b$ too.");

        Assert.Equal(["a,"], page.QuerySelectorAll(".unbroken").Select(e => e.TextContent));
        Assert.Equal("With a, and a too.", page.QuerySelector(Paragraph)!.TextContent);
    }

    [Fact]
    public void Modulo_is_not_a_percentage()
    {
        Assert.NotNull(Lesson("Here `7 % 3` is one."));
    }

    [Fact]
    public void Links_are_relative_whatever_way_they_are_written()
    {
        var page = Lesson("[a](../../site/input/index.md) [b](/) [c](../../index.md) [d](../../index.html) "
            + "[e](/lessons/01-demo/#here)\n\n## Here");

        Assert.Equal(["../../index.html", "../../index.html", "../../index.html", "../../index.html",
            "index.html#here"],
            page.QuerySelectorAll(Paragraph + " a").Select(a => a.GetAttribute("href")));
        Assert.Empty(page.QuerySelectorAll("[data-line]"));
    }

    [Fact]
    public void Tables_that_look_alike_have_names_of_their_own()
    {
        const string table = "| a | b |\n|---|---|\n| 1 | 2 |\n\n";
        var page = Lesson(table + "And\n\n" + table);

        Assert.Equal(2, page.QuerySelectorAll("div.scroll").Select(e => e.GetAttribute("aria-label")).Distinct().Count());
    }

    [Fact]
    public void A_page_has_contents_a_way_on_and_tables_that_scroll()
    {
        var page = Lesson("## One\n\n## Two `x`\n\n| a | b |\n|---|---|\n| 1 | 2 |");

        Assert.Equal(["#one", "#two-x"], page.QuerySelectorAll(".contents a").Select(a => a.GetAttribute("href")));
        Assert.Equal("../../index.html", page.QuerySelector("a[rel=prev]")!.GetAttribute("href"));
        Assert.NotNull(page.QuerySelector("div.scroll[tabindex='0'][role=region][aria-label] > table"));
        Assert.Equal("Demo", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(["../../search/open.js"], page.QuerySelectorAll("script").Select(s => s.GetAttribute("src")));
    }

    static IHtmlDocument Lesson(string text)
    {
        using var site = new FixtureSite().Lesson(text);
        return Parse(site.BuiltLesson());
    }

    static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    [Fact]
    public void The_summary_of_a_model_is_a_table()
    {
        var summary = new StringWriter { NewLine = "\n" };
        new Sequential(seed: 1) { new Input([4]), new Dense(3, "relu"), new Dense(1) }.Summary(summary);
        using var site = new FixtureSite().Lesson("<?# Output name=\"printed\" /?>");
        site.WriteRecord(FixtureSite.Hash, quick: false, printed: summary.ToString());

        var page = Parse(site.BuiltLesson());

        var table = page.QuerySelector("figure.output table")!;
        Assert.Equal("Model: \"sequential\"", table.QuerySelector("caption")!.TextContent);
        Assert.Equal([["Layer (type)", "Output Shape", "Param #"], ["dense (Dense)", "(None, 3)", "15"],
            ["dense_1 (Dense)", "(None, 1)", "4"]], table.QuerySelectorAll("tr")
            .Select(row => row.Children.Select(cell => cell.TextContent).ToArray()));
        Assert.StartsWith("Total params: 19", page.QuerySelector("figure.output pre")!.TextContent);
    }
}
