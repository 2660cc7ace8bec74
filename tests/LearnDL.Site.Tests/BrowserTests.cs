using LearnDL.Site.Content;
using LearnDL.Site.Search;
using Microsoft.Playwright;

namespace LearnDL.Site.Tests;

/// <summary>The pages as a reader meets them: on a phone and on a desk, by day and by night.</summary>
[Collection(RealSiteCollection.Name)]
public sealed class BrowserTests(RealSite site, Browser browser) : IClassFixture<Browser>
{
    public static TheoryData<string> Pages =>
        [.. SitePages.Load(SiteFolders.Find(), new Problems()).Select(page => page.Url), SiteSearch.Page];

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
            document.body.insertAdjacentHTML('beforeend',
                '<img src="missing.png"><p style="color: #333">dark on dark</p><div style="width: 400px">wide</div>')
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

    [BrowserFact]
    public async Task The_walk_through_time_is_turned_by_keys_buttons_and_links()
    {
        var found = new List<string>();
        var page = await browser.Open("through-time.html", ColorScheme.Light, 360, found);
        await Stands(1);
        foreach (var (key, number) in new[] { ("ArrowRight", 2), ("ArrowRight", 3), ("ArrowLeft", 2) })
        {
            await page.Keyboard.PressAsync(key);
            await Stands(number);
        }
        await page.ClickAsync(".turner button[data-by='1']");
        await Stands(3);
        await page.Keyboard.PressAsync("Enter"); // the button keeps the focus
        await Stands(4);
        await page.Keyboard.PressAsync("End");
        await Stands(11);
        await page.Keyboard.PressAsync("ArrowRight");
        await Stands(11);
        await page.Keyboard.PressAsync("Home");
        await Stands(1);
        await page.ClickAsync(".stations a[href='#step-8']");
        await Stands(8);
        Assert.EndsWith("#step-8", page.Url);
        await page.EvaluateAsync("location.hash = '#step-5'");
        await page.WaitForSelectorAsync("#step-5", new() { State = WaitForSelectorState.Visible });
        await Stands(5);
        // Every station as a reader meets it.
        for (var number = 1; number <= 11; number++)
        {
            await page.ClickAsync($".stations a[href='#step-{number}']");
            foreach (var width in new[] { 360, 1280 })
            {
                await page.SetViewportSizeAsync(width, 800);
                await Look(page, width, found);
            }
            await Axe(page, found);
        }
        Assert.True(found.Count == 0, string.Join("\n", found));

        async Task Stands(int number)
        {
            Assert.Equal([$"step-{number}"], await page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('.walk section')].filter(s => s.checkVisibility()).map(s => s.id)"));
            Assert.StartsWith($"Step {number} of 11: ", await page.TextContentAsync(".turner [role=status]"));
            Assert.Equal($"#step-{number}", await page.GetAttributeAsync(".stations [aria-current=step]", "href"));
        }
    }

    [BrowserFact]
    public async Task Without_scripts_all_stations_of_the_walk_are_there()
    {
        var page = await browser.Open("through-time.html", ColorScheme.Light, 360, [], scripts: false);
        Assert.Equal(11, await page.Locator(".walk section:visible").CountAsync());
        Assert.Equal(0, await page.Locator(".turner:visible").CountAsync());
    }

    [BrowserFact]
    public async Task Formulas_are_set_in_the_font_for_mathematics()
    {
        var page = await browser.Open("through-time.html", ColorScheme.Light, 1280, []);
        await page.WaitForFunctionAsync("document.fonts.check('16px \"STIX Two Math\"', 'h')");
        var lower = await page.EvaluateAsync<double>("""
            (() => {
              const [letter, index] = [...document.querySelectorAll('msub')].find(one => one.checkVisibility()).children
              const bottom = element => element.getBoundingClientRect().bottom
              return (bottom(index) - bottom(letter)) / parseFloat(getComputedStyle(letter).fontSize)
            })()
            """);
        Assert.InRange(lower, 0.1, 0.5);
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

    internal static async Task Look(IPage page, int width, List<string> found)
    {
        if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") > width)
            found.Add($"scrolls sideways at {width} px");
    }

    internal static async Task Axe(IPage page, List<string> found)
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
                violation.nodes.slice(0, 3).map(node =>
                    `${violation.id}: ${node.html.slice(0, 200)} ${node.failureSummary.replaceAll('\n', ' ')}`))
        }
        """;
}
