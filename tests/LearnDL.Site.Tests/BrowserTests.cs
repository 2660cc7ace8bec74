using LearnDL.Site.Content;
using LearnDL.Site.Search;
using Microsoft.Playwright;

namespace LearnDL.Site.Tests;

/// <summary>The pages as a reader meets them: on a phone and on a desk, by day and by night.</summary>
[Collection(RealSiteCollection.Name)]
public sealed class BrowserTests(RealSite site, Browser browser) : IClassFixture<Browser>
{
    static readonly IReadOnlyList<SitePage> all = SitePages.Load(SiteFolders.Find(), new Problems());

    public static TheoryData<string> Pages => [.. all.Select(page => page.Url), SiteSearch.Page, "404.html"];

    public static TheoryData<string> Lessons => [.. all.Where(page => page.Lesson is not null).Select(page => page.Url)];

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

    [BrowserTheory]
    [MemberData(nameof(Lessons))]
    public async Task The_first_screen_of_a_phone_holds_the_first_sentence(string url)
    {
        var page = await browser.Open(url, ColorScheme.Light, 360, [], scripts: true);
        await page.SetViewportSizeAsync(360, 740);

        Assert.InRange(await page.EvaluateAsync<double>(EndOfFirstSentence), 100, 740);
    }

    [BrowserFact]
    public async Task A_wide_screen_keeps_the_lessons_and_the_contents_in_sight()
    {
        var page = await browser.Open("lessons/02-pima/index.html", ColorScheme.Light, 1280, []);
        await page.EvaluateAsync("scrollTo(0, 3000)");
        foreach (var link in new[] { "nav[aria-label=Pages] [aria-current=page]", ".contents a[href*=your-turn]" })
        {
            var box = (await page.Locator(link).BoundingBoxAsync())!;
            Assert.InRange(box.Y, 0, 800);
            Assert.True(await page.Locator(link).IsVisibleAsync(), link);
        }
        Assert.False(await page.Locator(".menu > summary").IsVisibleAsync());

        await page.SetViewportSizeAsync(360, 740);
        foreach (var (fold, link) in new[] { (".menu", ".menu a >> nth=0"), (".contents", ".contents a >> nth=0") })
        {
            Assert.False(await page.Locator(link).IsVisibleAsync(), $"{fold} is open");
            await page.ClickAsync(fold + " > summary");
            Assert.True(await page.Locator(link).IsVisibleAsync(), $"{fold} is closed");
        }
    }

    [BrowserFact]
    public async Task A_line_of_code_that_is_too_long_goes_on_behind_a_mark_and_is_copied_as_it_is()
    {
        var page = await browser.Open("start.html", ColorScheme.Light, 360, []);
        const string Rows = "Math.round(one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight))";
        var rows = await page.EvaluateAsync<int[]>($$"""
            () => [61, 60].map(length => {
                const one = document.querySelector('.line')
                one.textContent = 'x'.repeat(length)
                return {{Rows}}
            })
            """);
        Assert.Equal([2, 1], rows);
        Assert.Contains("↪", await page.EvaluateAsync<string>(
            "getComputedStyle(document.querySelector('.line'), '::after').content"));
        Assert.Equal(new string('x', 60), await page.EvaluateAsync<string>("document.querySelector('.line').innerText"));
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
        await page.ClickAsync(".station-buttons button[data-by='1']");
        await Stands(3);
        await page.Keyboard.PressAsync("Enter"); // the button keeps the focus
        await Stands(4);
        await page.Keyboard.PressAsync("End");
        await Stands(11);
        await page.Keyboard.PressAsync("ArrowRight");
        await Stands(11);
        await page.Keyboard.PressAsync("Home");
        await Stands(1);
        await page.ClickAsync(".stations a[href='#station-8']");
        await Stands(8);
        Assert.EndsWith("#station-8", page.Url);
        await page.EvaluateAsync("location.hash = '#station-5'");
        await page.WaitForSelectorAsync("#station-5", new() { State = WaitForSelectorState.Visible });
        await Stands(5);
        // Every station as a reader meets it.
        for (var number = 1; number <= 11; number++)
        {
            await page.ClickAsync($".stations a[href='#station-{number}']");
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
            Assert.Equal([$"station-{number}"], await page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('.walk section')].filter(s => s.checkVisibility()).map(s => s.id)"));
            Assert.StartsWith($"Station {number} of 11: ", await page.TextContentAsync(".station-buttons [role=status]"));
            Assert.Equal($"#station-{number}", await page.GetAttributeAsync(".stations [aria-current=step]", "href"));
        }
    }

    [BrowserFact]
    public async Task Without_scripts_all_stations_of_the_walk_are_there()
    {
        var page = await browser.Open("through-time.html", ColorScheme.Light, 360, [], scripts: false);
        Assert.Equal(11, await page.Locator(".walk section:visible").CountAsync());
        Assert.Equal(0, await page.Locator(".station-buttons:visible").CountAsync());
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

    // What is folded away on a phone is opened: axe judges only what can be seen.
    async Task Inspect(string url)
    {
        var found = new List<string>();
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var here = new List<string>();
            var page = await browser.Open(url, scheme, 320, here);
            await Look(page, 320, here);
            foreach (var width in new[] { 360, 1280 })
            {
                await page.SetViewportSizeAsync(width, 800);
                await Look(page, width, here);
                await page.EvaluateAsync("document.querySelectorAll('details').forEach(fold => fold.open = true)");
                await Axe(page, here);
                await page.EvaluateAsync("document.querySelectorAll('details').forEach(fold => fold.open = false)");
            }
            await page.Context.CloseAsync();
            found.AddRange(here.Select(what => $"{url}, {scheme}: {what}"));
        }
        Assert.True(found.Count == 0, string.Join("\n", found));
    }

    internal static async Task Look(IPage page, int width, List<string> found)
    {
        if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") > width)
            found.Add($"scrolls sideways at {width} px");
        if (await page.EvaluateAsync<int>("""
            [...document.querySelectorAll('figure.code pre')].filter(pre => pre.scrollWidth > pre.clientWidth).length
            """) is > 0 and var wide)
            found.Add($"{wide} pieces of code are cut off at {width} px");
        if (width >= 360 && await page.EvaluateAsync<double>(SmallestInPictures) is < 11 and var small)
            found.Add($"a picture's text is {small:0.0} px high at {width} px");
    }

    const string SmallestInPictures = """
        Math.min(...[...document.querySelectorAll('svg text')].filter(text => text.checkVisibility()).map(text =>
            parseFloat(getComputedStyle(text).fontSize) * text.ownerSVGElement.getScreenCTM().a), 100)
        """;

    const string EndOfFirstSentence = """
        () => {
            const range = document.createRange()
            const paragraph = document.querySelector('.text > p')
            range.setStart(paragraph, 0)
            const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
            while (texts.nextNode()) {
                const end = texts.currentNode.data.search(/[.?!]\s/)
                range.setEnd(texts.currentNode, end < 0 ? texts.currentNode.data.length : end + 1)
                if (end >= 0) break
            }
            return range.getBoundingClientRect().bottom + scrollY
        }
        """;

    internal static async Task Axe(IPage page, List<string> found)
    {
        await page.AddScriptTagAsync(new() { Path = BrowserMachine.Axe });
        found.AddRange(await page.EvaluateAsync<string[]>(Violations));
    }

    const string Violations = """
        async () => {
            const result = await axe.run({
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
                resultTypes: ['violations'],
            })
            return result.violations.flatMap(violation =>
                violation.nodes.slice(0, 3).map(node =>
                    `${violation.id}: ${node.html.slice(0, 200)} ${node.failureSummary.replaceAll('\n', ' ')}`))
        }
        """;
}
