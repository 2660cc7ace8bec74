using LearnDL.Site.Pages;
using Microsoft.Playwright;

namespace LearnDL.Site.Tests;

/// <summary>A headless Chromium and a server of the pages, for one class of tests.</summary>
public sealed class Browser(RealSite site) : IAsyncLifetime
{
    static readonly string[] flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    IPlaywright? playwright;
    IBrowser? chromium;
    SiteServer? server;

    public async Task InitializeAsync()
    {
        if (BrowserMachine.Lacks is not null) return; // each test then skips, or fails with the reason
        server = await SiteServer.Start(site.Folders.Output, preferredPort: 0, live: () => "{}");
        playwright = await Playwright.CreateAsync();
        chromium =
            await playwright.Chromium.LaunchAsync(new() { ExecutablePath = BrowserMachine.Chromium, Args = flags });
    }

    /// <summary>Opens a page of the site; <paramref name="errors"/> gathers what the browser complains about.</summary>
    public async Task<IPage> Open(string url, ColorScheme scheme, int width, List<string> errors, bool scripts = true)
    {
        Assert.True(BrowserMachine.Lacks is null, BrowserMachine.Lacks);
        var context = await chromium!.NewContextAsync(new()
        {
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = 800 },
            JavaScriptEnabled = scripts
        });
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                errors.Add($"console: {message.Text}");
        };
        page.PageError += (_, error) => errors.Add($"page: {error}");
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
                errors.Add($"{response.Status}: {response.Url}");
        };
        page.RequestFailed += (_, request) => errors.Add($"failed: {request.Url}");
        await page.GotoAsync(server!.Address + url);
        return page;
    }

    public async Task DisposeAsync()
    {
        if (chromium is not null) await chromium.CloseAsync();
        playwright?.Dispose();
        if (server is not null) await server.DisposeAsync();
    }
}
