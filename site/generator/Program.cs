using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using LearnDL;
using LearnDL.Lessons;
using LearnDL.Site.Content;
using LearnDL.Site.Pages;
using LearnDL.Site.Runs;
using Spectre.Console;

var noRun = new Option<bool>("--no-run")
{
    Description = "Build from the results that are there; fail if one is missing or stale."
};
var quick = new Option<bool>("--quick")
{
    Description = "Train and check on a small budget: a site to look at, with numbers that are not the lessons'."
};
var port = new Option<int>("--port")
{
    Description = "Where to serve; another free port is taken when this one is in use.",
    DefaultValueFactory = _ => 5080
};

var build = new Command("build", "Builds the site into site/output; runs only what has no fresh result.")
{
    noRun, quick
};
build.SetAction((parsed, stop) => Attempt(() => Build(onlyStale: true, parsed), stop));

// LessonRuns starts this program once more for it, and reads what it prints.
var recording = new Command(ThroughTimeRun.Command) { Hidden = true };
recording.SetAction(_ =>
    Console.WriteLine(JsonSerializer.Serialize(ThroughTimeBatch.Record(), ThroughTimeReport.Json)));

var root = new RootCommand(
    "LearnDL's site: trains the lessons, checks the gradients, builds the pages and serves them on this machine.")
{
    build, recording, noRun, quick, port
};
root.SetAction(async (parsed, stop) =>
{
    var failed = await Attempt(() => Build(onlyStale: false, parsed), stop);
    return failed != 0 ? failed : await Serve(parsed.GetValue(port), stop);
});
return await root.Parse(args).InvokeAsync();

void Build(bool onlyStale, ParseResult parsed)
{
    var clock = Stopwatch.StartNew();
    var folders = SiteFolders.Find();
    var console = AnsiConsole.Console;
    IProgressDisplay display = Console.IsOutputRedirected || !console.Profile.Capabilities.Interactive
        ? new PlainProgressDisplay(Console.Out)
        : new SpectreProgressDisplay(console);
    if (!parsed.GetValue(noRun)) new LessonRuns(folders, parsed.GetValue(quick), console, display).Run(onlyStale);
    var pages = new SiteBuilder(new SiteOptions(folders, LessonRecord.SourceHashOf, parsed.GetValue(quick))).Build();
    Console.WriteLine(FormattableString.Invariant(
        $"built {pages.Count} pages in site/output, {clock.Elapsed.TotalSeconds:0.0} s in all"));
}

static async Task<int> Attempt(Action action, CancellationToken stop)
{
    try
    {
        await Task.Run(action, stop).WaitAsync(stop);
        return 0;
    }
    catch (OperationCanceledException)
    {
        AnsiConsole.Cursor.Show(); // a progress bar hides it
        Console.Error.WriteLine("Stopped. Results that were complete are kept.");
        return 130;
    }
    catch (Exception error) when (error is SiteException or LearnDLException or DirectoryNotFoundException)
    {
        Console.Error.WriteLine(error.Message);
        return 1;
    }
}

static async Task<int> Serve(int port, CancellationToken stop)
{
    await using var server = await SiteServer.Start(SiteFolders.Find().Output, port);
    Console.WriteLine($"\nOpen {server.Address}\nCtrl+C ends it.");
    await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    Console.WriteLine("Stopped.");
    return 0;
}
