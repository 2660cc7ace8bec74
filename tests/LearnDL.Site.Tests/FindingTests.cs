using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace LearnDL.Site.Tests;

/// <summary>What helps to find things, on a small site: terms, facts about a lesson, ways back, the search's index.</summary>
public sealed class FindingTests
{
    const string Glossary = """
        ## Words

        ### Layer

        A step of a network. Also called *stage*.

        ### Batch

        Some [layers](#layer) see $a + b$ of them.

        ### Test set

        Held out.
        """;

    [Fact]
    public void The_first_use_of_a_term_opens_its_definition()
    {
        var page = Lesson("One batch, then Batches again. Two\nlayers, a test\nset.");

        Assert.Equal(["batch", "layers", "test\nset"],
            page.QuerySelectorAll(".term > button").Select(button => button.TextContent));
        var definition = page.GetElementById("term-batch")!;
        Assert.Equal("term-batch", page.QuerySelector(".term > button")!.GetAttribute("popovertarget"));
        Assert.True(definition.HasAttribute("popover"));
        Assert.NotNull(definition.QuerySelector("math"));
        // links of the glossary would lead away from a text that is being read; one leads to the term itself
        Assert.Equal(["../../glossary.html#batch"], definition.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        Assert.StartsWith("One batch", page.QuerySelector("main p:has(.term)")!.TextContent);
        Assert.Contains(", then Batches again. Two", page.QuerySelector("main p:has(.term)")!.TextContent);
    }

    [Theory]
    [InlineData("## A layer")]
    [InlineData("[a layer](#x) and <span id=\"x\">x</span>")]
    [InlineData("`layer`")]
    [InlineData("A multilayer, a layer-wise, a layered cake.")]
    [InlineData("```\nlayer\n```")]
    [InlineData("| layer |\n|---|\n| a layer |")]
    public void Headings_links_code_and_parts_of_words_stay_as_they_are(string text) =>
        Assert.Empty(Lesson(text).QuerySelectorAll(".term"));

    [Fact]
    public void Another_name_of_a_term_leads_to_it() =>
        Assert.Equal("term-layer", Lesson("At this stage.").QuerySelector(".term > button")!
            .GetAttribute("popovertarget"));

    [Theory]
    [InlineData("A test - set.")]
    [InlineData("A test-\nset.")]
    public void The_words_of_a_term_may_stand_apart(string text) =>
        Assert.Equal("term-test-set", Lesson(text).QuerySelector(".term > button")!.GetAttribute("popovertarget"));

    [Fact]
    public void A_lesson_may_keep_a_word_plain() => Assert.Equal(["batch", "test set"],
        Lesson("Two layers, one batch, a test set.", "PlainWords: layer, stage, test\n").QuerySelectorAll(".term > button")
            .Select(button => button.TextContent));

    [Fact]
    public void A_lesson_says_which_one_it_is_and_how_long_it_takes()
    {
        var words = string.Join(' ', Enumerable.Repeat("word", 590));
        var page = Lesson(words, "Needs: lesson 0.\nData: Demo\n");

        Assert.Equal(["Lesson 1 of 1", "3 minutes to read", "ran in 3 s on P", "Needs: lesson 0", "Data: Demo"],
            page.QuerySelectorAll(".facts li").Select(fact => fact.TextContent.Trim()));
    }

    [Fact]
    public void A_page_that_is_no_lesson_has_no_such_facts()
    {
        using var site = new FixtureSite();
        site.Build();
        Assert.Empty(Parse(site.Output("index.html")).QuerySelectorAll(".facts"));
    }

    [Fact]
    public void A_source_page_leads_back_to_the_lessons_that_show_it()
    {
        using var site = new FixtureSite().Lesson("""<?# Code file="lessons/01-demo/Demo.cs" region="rule" /?>""");
        site.Write("site/input/other.md", FixtureSite.Page("Other", "[the file](../../lessons/01-demo/Other.cs)"));
        site.Write("lessons/01-demo/Other.cs", "class Other;");
        site.Build();

        var back = Parse(site.Output("source/lessons/01-demo/Demo.cs.html")).QuerySelectorAll(".shown-in a");
        Assert.Equal("lesson 1", Assert.Single(back).TextContent);
        Assert.Equal("../../../lessons/01-demo/index.html", back[0].GetAttribute("href"));
        Assert.Equal("“Other”", Parse(site.Output("source/lessons/01-demo/Other.cs.html"))
            .QuerySelector(".shown-in a")!.TextContent);
    }

    [Fact]
    public void The_index_of_the_search_holds_sections_terms_and_files()
    {
        using var site = new FixtureSite().Lesson(
            "Before.\n\n## First\n\nSome *text*.\n\n<?# Code file=\"lessons/01-demo/Demo.cs\" region=\"rule\" /?>");
        site.Write("site/input/glossary.md", FixtureSite.Page("Glossary", Glossary));
        site.Build();

        var index = site.Output("search/index.js");
        Assert.Contains("""["Lesson","lessons/01-demo/index.html","Lesson 1: Demo","","About Demo. Before.""", index);
        Assert.Contains("""["Lesson","lessons/01-demo/index.html#first","First","Lesson 1: Demo","Some text.""", index);
        Assert.Contains("""["Term","glossary.html#layer","Layer","Glossary","A step of a network.""", index);
        Assert.Contains("\"stage\"", index);
        Assert.Contains("""["Source","source/lessons/01-demo/Demo.cs.html","Demo.cs",""", index);
    }

    [Fact]
    public void Without_scripts_the_page_of_the_search_lists_everything()
    {
        using var site = new FixtureSite().Lesson("[the file](Demo.cs)");
        site.Write("site/input/glossary.md", FixtureSite.Page("Glossary", Glossary));
        site.Build();

        var page = Parse(site.Output("search.html"));
        Assert.Contains("JavaScript", page.QuerySelector("main noscript")!.TextContent);
        foreach (var url in new[] { "index.html", "lessons/01-demo/index.html", "glossary.html#batch",
            "source/lessons/01-demo/Demo.cs.html" })
            Assert.NotNull(page.QuerySelector($"main a[href='{url}']"));
        Assert.Equal("../../search.html", Parse(site.Output("lessons/01-demo/index.html"))
            .QuerySelector("a.search")!.GetAttribute("href"));
    }

    static IHtmlDocument Lesson(string text, string frontMatter = "")
    {
        using var site = new FixtureSite();
        site.Write("lessons/01-demo/lesson.md", FixtureSite.Page("Demo", text, order: 10)
            .Replace("Title: Demo\n", $"Title: Demo\n{frontMatter}", StringComparison.Ordinal));
        site.Write("site/input/glossary.md", FixtureSite.Page("Glossary", Glossary));
        return Parse(site.BuiltLesson());
    }

    static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);
}
