using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace LearnDL.Site.Tests;

/// <summary>The search as a reader uses it, over the repository's own pages.</summary>
[Collection(RealSiteCollection.Name)]
public sealed class SearchBrowserTests(RealSite site, Browser browser) : IClassFixture<Browser>
{
    [BrowserTheory]
    [InlineData("what is a logit", "glossary.html#logit")]
    [InlineData("return_sequences", "glossary.html#return-sequences")]
    [InlineData("val_loss", "api.html#History")]
    [InlineData("unfreeze a layer", "glossary.html#freeze-and-unfreeze")]
    [InlineData("padding same", "glossary.html#padding")]
    [InlineData("How does dropout work?", "glossary.html#dropout")]
    [InlineData("early stopping", "api.html#EarlyStopping")]
    [InlineData("vanishing gradients", "glossary.html#vanishing-gradient")]
    [InlineData("standardize the features", "glossary.html#standardise")]
    [InlineData("conv2d", "api.html#Conv2D")]
    [InlineData("softmax by hand", "lessons/03-iris/index.html#softmax-by-hand")]
    [InlineData("why are the bits the same", "lessons/05-speed/index.html#why-the-bits-stay-the-same")]
    [InlineData("embedd", "glossary.html#embedding")]
    [InlineData("validation_split", "lessons/03-iris/index.html")]
    [InlineData("mse", "api.html#MeanSquaredError")]
    public async Task A_question_finds_its_page_in_the_first_three_hits(string question, string expected)
    {
        var page = await browser.Open("index.html", ColorScheme.Light, 1280, []);
        await Ask(page, question);
        var found = await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('ol.found a')].slice(0, 3).map(link => link.getAttribute('href'))");

        Assert.True(found.Any(url => url.StartsWith(expected, StringComparison.Ordinal)),
            $"{question}: {string.Join(", ", found)}");
    }

    [BrowserFact]
    public async Task The_keyboard_opens_the_search_walks_the_results_and_closes_it()
    {
        var errors = new List<string>();
        var page = await browser.Open("lessons/02-pima/index.html", ColorScheme.Light, 360, errors);
        Assert.Equal(0, await page.Locator("script[src$='index.js']").CountAsync()); // nothing is loaded before it is asked for
        await Ask(page, "logit");
        await page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal("../../glossary.html#logit", await page.EvaluateAsync<string>(
            "document.activeElement.getAttribute('href')"));
        await page.Keyboard.PressAsync("ArrowUp");
        Assert.Equal("search-field", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Escape"); // the first empties a search field in some browsers
        Assert.Equal(0, await page.Locator("dialog[open]").CountAsync());
        await Ask(page, "logit");
        await page.Keyboard.PressAsync("Enter");
        // asked again and again: WaitForURLAsync misses a navigation that ends between its look and its wait
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/glossary\\.html#logit$"), new() { Timeout = 30_000 });
        Assert.Empty(errors);
    }

    [BrowserTheory]
    [InlineData(ColorScheme.Light, 360)]
    [InlineData(ColorScheme.Dark, 1280)]
    public async Task The_open_search_has_no_fault_that_axe_finds(ColorScheme scheme, int width)
    {
        var found = new List<string>();
        var page = await browser.Open("index.html", scheme, width, found);
        await Ask(page, "gradient");
        Assert.NotEqual(0, await page.Locator("ol.found mark").CountAsync());
        await BrowserTests.Look(page, width, found);
        await BrowserTests.Axe(page, found);
        Assert.True(found.Count == 0, string.Join("\n", found));
    }

    [BrowserFact]
    public async Task The_search_works_on_files_without_a_server()
    {
        var page = await browser.Open("index.html", ColorScheme.Light, 1280, []);
        await page.GotoAsync(new Uri(Path.Combine(site.Folders.Output, "lessons/03-iris/index.html")).AbsoluteUri);
        await Ask(page, "logit");
        Assert.EndsWith("glossary.html#logit",
            await page.Locator("ol.found a").First.GetAttributeAsync("href"));
    }

    [Fact]
    public void The_index_stays_small()
    {
        using var packed = new MemoryStream();
        using (var zip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Optimal))
            zip.Write(File.ReadAllBytes(Path.Combine(site.Folders.Output, "search", "index.js")));
        Assert.InRange(packed.ToArray().Length, 20_000, 200_000);
    }

    static async Task Ask(IPage page, string question)
    {
        await page.Keyboard.PressAsync("/");
        await page.WaitForSelectorAsync("dialog[open] input");
        await page.FillAsync("dialog[open] input", question);
        await page.WaitForSelectorAsync("ol.found a");
    }
}
