using Microsoft.Playwright;

namespace LearnDL.Site.Tests;

/// <summary>What a page shows of the machine that serves it.</summary>
[Collection(RealSiteCollection.Name)]
public sealed class LiveBrowserTests(Browser browser) : IClassFixture<Browser>
{
    const string State = """
        {"lesson": 3, "of": 8, "percent": 42, "checksGradients": false, "done": [], "finished": true, "exercises": [
            {"lesson": "02-pima", "solved": 3, "total": 3}, {"lesson": "03-iris", "solved": 1, "total": 4}]}
        """;

    [BrowserFact]
    public async Task A_served_page_tells_what_is_measured_and_ticks_what_is_solved()
    {
        var found = new List<string>();
        var page = await browser.Open("index.html", ColorScheme.Light, 1280, found);
        await page.RouteAsync("**/live.json",
            route => route.FulfillAsync(new() { ContentType = "application/json", Body = State }));
        await page.AddScriptTagAsync(new() { Url = new Uri(new Uri(page.Url), "live.js").ToString() });
        await page.Locator(".solved").First.WaitForAsync();

        Assert.Equal(["✓", "1/4"], await page.Locator(".solved").AllTextContentsAsync());
        Assert.Equal("Three classes , 1 of 4 exercises solved",
            await page.EvaluateAsync<string>("""
                () => { const link = document.querySelector('[data-lesson="03-iris"]')
                    return `${link.firstChild.data} ${link.querySelector('.solved').ariaLabel}` }
                """));
        Assert.Equal("Your machine is at lesson 3 of 8: 42%.", await page.TextContentAsync(".live"));
        await BrowserTests.Axe(page, found);
        Assert.True(found.Count == 0, string.Join("\n", found));
    }
}
