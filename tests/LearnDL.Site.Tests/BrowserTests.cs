using LearnDL.Site.Content;
using Microsoft.Playwright;

namespace LearnDL.Site.Tests;

/// <summary>The pages as a reader meets them: on a phone and on a desk, by day and by night.</summary>
[Collection(RealSiteCollection.Name)]
public sealed class BrowserTests(RealSite site, Browser browser) : IClassFixture<Browser>
{
    public static TheoryData<string> Pages => [.. SitePages.Load(SiteFolders.Find(), new Problems()).Select(page => page.Url)];

    [BrowserTheory]
    [MemberData(nameof(Pages))]
    public async Task A_page_reads_well_on_any_screen(string url) => await Inspect(url);

    // They are many and come out of one view: axe reads one of them, the browser opens all.
    [BrowserFact]
    public async Task The_pages_of_source_files_read_well_on_any_screen()
    {
        var sources = site.Pages.Where(url => url.StartsWith("source/", StringComparison.Ordinal)).ToList();
        await Inspect(sources[0]);
        var found = new List<string>();
        var page = await browser.Open(sources[0], ColorScheme.Light, 360, found);
        foreach (var url in sources)
        {
            await page.GotoAsync(new Uri(new Uri(page.Url), "/" + url).ToString());
            await Look(page, 360, found);
            Assert.True(found.Count == 0, $"{url}: {string.Join("\n", found)}");
        }
    }

    [BrowserFact]
    public async Task What_is_wrong_is_seen()
    {
        var found = new List<string>();
        var page = await browser.Open("start.html", ColorScheme.Dark, 360, found);
        await page.EvaluateAsync("""
            document.body.insertAdjacentHTML('beforeend', '<img src="missing.png"><p style="color: #333">dark on dark</p><div style="width: 400px">wide</div>')
            console.error('an error')
            """);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Look(page, 360, found);
        await Axe(page, found);

        foreach (var what in new[] { "console: an error", "404", "scrolls sideways", "image-alt", "color-contrast" })
            Assert.Contains(found, problem => problem.Contains(what, StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task The_first_key_press_offers_to_skip_to_the_text()
    {
        var page = await browser.Open("index.html", ColorScheme.Light, 360, []);

        await page.Keyboard.PressAsync("Tab");

        Assert.Equal("Skip to the text", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        Assert.True(await page.EvaluateAsync<bool>("document.activeElement.getBoundingClientRect().left >= 0"));
    }

    // Axe sees each scheme and each width once: colours do not depend on the width, nor what scrolls on the colours.
    async Task Inspect(string url)
    {
        var found = new List<string>();
        foreach (var (scheme, width, other) in new[] { (ColorScheme.Light, 360, 1280), (ColorScheme.Dark, 1280, 360) })
        {
            var here = new List<string>();
            var page = await browser.Open(url, scheme, width, here);
            await Look(page, width, here);
            await Axe(page, here);
            await page.SetViewportSizeAsync(other, 800);
            await Look(page, other, here);
            await page.Context.CloseAsync();
            found.AddRange(here.Select(what => $"{url}, {scheme}: {what}"));
        }
        Assert.True(found.Count == 0, string.Join("\n", found));
    }

    static async Task Look(IPage page, int width, List<string> found)
    {
        if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") > width) found.Add($"scrolls sideways at {width} px");
    }

    static async Task Axe(IPage page, List<string> found)
    {
        await page.AddScriptTagAsync(new() { Path = BrowserMachine.Axe });
        found.AddRange(await page.EvaluateAsync<string[]>(Violations));
    }

    const string Violations = """
        async () => {
            const result = await axe.run({
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
                resultTypes: ['violations'],
            })
            return result.violations.flatMap(violation =>
                violation.nodes.slice(0, 3).map(node => `${violation.id}: ${node.html.slice(0, 200)} ${node.failureSummary.replaceAll('\n', ' ')}`))
        }
        """;
}
