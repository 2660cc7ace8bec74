using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using LearnDL.Activations;
using LearnDL.Layers;

namespace LearnDL.Site.Tests;

/// <summary>The API page against the engine as it was compiled.</summary>
[Collection(RealSiteCollection.Name)]
public sealed class ApiPageTests(RealSite site)
{
    static readonly string[] spaces = ["Layers", "Losses", "Optimizers", "Metrics", "Callbacks", "Initializers",
        "Constraints", "Regularizers"];

    [Fact]
    public void Every_public_type_of_the_engine_is_on_the_page_with_its_sentence() => Assert.Empty(Missing(Page()));

    [Fact]
    public void A_type_that_is_missing_or_says_nothing_is_found_out()
    {
        var page = Page();
        page.GetElementById("Dense")!.Closest(".api-type")!.Remove();
        page.GetElementById("LSTM")!.NextElementSibling!.TextContent = " ";

        Assert.Equal(["Dense", "LSTM"], Missing(page));
    }

    [Fact]
    public void Every_op_and_every_activation_is_on_the_page()
    {
        var (page, other) = (Page(), Page("api-data.html"));
        var named = page.QuerySelectorAll(".api-names dt code")
            .Concat(other.QuerySelectorAll(".api-names dt code")).Select(name => name.TextContent.Trim('"')).ToHashSet();
        var ops = typeof(Dense).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == "LearnDL.Tensors" && type.Name.EndsWith("Ops", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods().Where(method => method.IsStatic)).Select(method => method.Name);

        Assert.Empty(ops.Concat(ActivationFunction.Names).Except(named));
    }

    [Fact]
    public void What_the_compiler_only_answers_to_is_not_on_the_page()
    {
        var page = Page();
        Assert.Null(page.GetElementById("InputLayer"));
        Assert.DoesNotContain("batchInputShape", page.DocumentElement.TextContent);
    }

    [Fact]
    public void A_type_leads_to_its_lesson_and_to_its_source()
    {
        var links = Page().GetElementById("LSTM")!.Closest(".api-type")!.QuerySelectorAll(".api-links a");

        Assert.Equal("lessons/07-lstm/index.html", links[0].GetAttribute("href"));
        Assert.StartsWith("Explained in lesson 7", links[0].TextContent);
        Assert.StartsWith("source/engine/LearnDL/Layers/Recurrent/LSTM.cs.html#L", links[^1].GetAttribute("href"));
    }

    static IEnumerable<string> Missing(IHtmlDocument page) =>
        from type in typeof(Dense).Assembly.GetExportedTypes()
        where !type.IsNested && spaces.Contains(type.Namespace!.Split('.')[^1])
            && !type.IsDefined(typeof(ObsoleteAttribute), inherit: false)
        let name = type.Name.Split('`')[0]
        let heading = page.QuerySelectorAll(".api-type h3").FirstOrDefault(h => h.TextContent.Split('<')[0] == name
            && h.TextContent.Contains('<') == type.IsGenericType)
        where string.IsNullOrWhiteSpace(heading?.NextElementSibling?.TextContent)
        orderby name
        select name;

    IHtmlDocument Page(string name = "api.html") => new HtmlParser().ParseDocument(
        File.ReadAllText(Path.Combine(site.Folders.Output, name)));
}
