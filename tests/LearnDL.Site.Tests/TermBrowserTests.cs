using Microsoft.Playwright;

namespace LearnDL.Site.Tests;

/// <summary>Definitions of terms, and exact numbers, by pointer, keyboard and finger.</summary>
[Collection(RealSiteCollection.Name)]
public sealed class TermBrowserTests(Browser browser) : IClassFixture<Browser>
{
    const string Lesson = "lessons/01-tensors/index.html";
    const string Button = "button[popovertarget=term-rank]";
    const string Definition = "#term-rank";

    [BrowserTheory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task A_definition_shows_on_hover_on_focus_and_on_a_tap_without_any_script(int width)
    {
        var page = await browser.Open(Lesson, ColorScheme.Light, width, [], scripts: false);
        Assert.False(await Shows(page));
        await page.HoverAsync(Button);
        Assert.True(await Shows(page));
        await page.HoverAsync("h1");
        Assert.False(await Shows(page));
        await page.ClickAsync(Button);
        await page.Mouse.MoveAsync(0, 0);
        Assert.True(await Shows(page)); // a pressed one stays
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Shift+Tab");
        Assert.False(await Shows(page));
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await Shows(page));
        var box = (await page.Locator(Definition).BoundingBoxAsync())!;
        Assert.InRange(box.X, 0, width - box.Width);
        Assert.InRange(box.Y, 0, 800 - box.Height);
    }

    [BrowserFact]
    public async Task Escape_puts_a_definition_away_that_is_in_the_way()
    {
        var page = await browser.Open(Lesson, ColorScheme.Light, 1280, []);
        await page.HoverAsync(Button);
        await page.Keyboard.PressAsync("Escape");
        Assert.False(await Shows(page));
    }

    [BrowserTheory]
    [InlineData(ColorScheme.Light, 360)]
    [InlineData(ColorScheme.Dark, 1280)]
    public async Task An_open_definition_has_no_fault_that_axe_finds(ColorScheme scheme, int width)
    {
        var found = new List<string>();
        var page = await browser.Open(Lesson, scheme, width, found);
        await page.ClickAsync(Button);
        await BrowserTests.Look(page, width, found);
        await BrowserTests.Axe(page, found);
        Assert.True(found.Count == 0, string.Join("\n", found));
    }

    [BrowserFact]
    public async Task A_number_of_the_walk_shows_all_its_digits_to_the_keyboard_and_to_a_finger()
    {
        var page = await browser.Open("through-time.html#station-3", ColorScheme.Light, 360, []);
        var table = page.Locator("#station-3 table").First;
        Assert.Equal(1, await table.Locator("data[tabindex='0']").CountAsync());
        await table.Locator("data").First.FocusAsync();
        await Tells(0);
        await page.Keyboard.PressAsync("ArrowRight");
        await Tells(1);
        Assert.Equal(1, await table.Locator("data[tabindex='0']").CountAsync());
        Assert.EndsWith("#station-3", page.Url); // the arrow turned no station
        await table.Locator("data").Nth(3).ClickAsync();
        await Tells(3);

        async Task Tells(int number)
        {
            var exact = await table.Locator("data").Nth(number).GetAttributeAsync("value");
            Assert.EndsWith($": {exact}", await page.TextContentAsync(".station-buttons .exact"));
        }
    }

    static Task<bool> Shows(IPage page) => page.Locator(Definition).IsVisibleAsync();
}
