using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using LearnDL;
using LearnDL.Lessons;
using LearnDL.Site;
using LearnDL.Site.Content;
using LearnDL.Site.Runs;
using Spectre.Console;

var noRun = new Option<bool>("--no-run")
{
    Description = "Build from the results that are there; fail where a lesson has neither a run nor a record."
};
var quick = new Option<bool>("--quick")
{
    Description = "Train and check on a small budget. Pages say so: the numbers are not the ones their text discusses."
};
var again = new Option<bool>("--again") { Description = "Run even what already has a fresh result on this machine." };
var port = new Option<int>("--port")
{
    Description = "Where to serve; another free port is taken when this one is in use.",
    DefaultValueFactory = _ => 5080
};
port.Validators.Add(given =>
{
    if (given.GetValueOrDefault<int>() is < 0 or > 65535) given.AddError("--port takes a number from 0 to 65535.");
});

var build = new Command("build",
    "Builds the site into site/output, from this machine's results or the committed records; runs only what has neither.")
{
    noRun, quick
};
build.SetAction((parsed, stop) => Attempt(() =>
{
    var program = new SiteProgram(parsed.GetValue(quick));
    program.Build(runMissing: !parsed.GetValue(noRun));
    return 0;
}, stop));

var measure = new Command("measure",
    "Runs the lessons and checks the gradients, then compares all that does not depend on the machine with the records.")
{
    again
};
measure.SetAction((parsed, stop) => Attempt(() => new SiteProgram(quick: false).Measure(parsed.GetValue(again)), stop));

var keep = new Command("record",
    "The same, and replaces each committed record that differs. Commit the sources first: a record names its commit.")
{
    again
};
keep.SetAction((parsed, stop) => Attempt(() => new SiteProgram(quick: false).Record(parsed.GetValue(again)), stop));

// LessonRuns starts this program once more for it, and reads what it prints.
var recording = new Command(ThroughTimeRun.Command) { Hidden = true };
recording.SetAction(_ =>
    Console.WriteLine(JsonSerializer.Serialize(ThroughTimeBatch.Record(), ThroughTimeReport.Json)));

var root = new RootCommand(
    "LearnDL's site: builds the pages and serves them on this machine, and meanwhile runs the lessons and shows their numbers.")
{
    build, measure, keep, recording, quick, again, port
};
root.SetAction((parsed, stop) => Attempt(
    () => new SiteProgram(parsed.GetValue(quick)).Serve(parsed.GetValue(port), parsed.GetValue(again), stop),
    CancellationToken.None)); // it stops by itself, and closes what it serves
return await root.Parse(args).InvokeAsync();

static async Task<int> Attempt(Func<int> action, CancellationToken stop)
{
    try
    {
        return await Task.Run(action, stop).WaitAsync(stop);
    }
    catch (OperationCanceledException)
    {
        AnsiConsole.Cursor.Show(); // a progress bar hides it
        Console.Error.WriteLine("Stopped. Results that were complete are kept.");
        return 130;
    }
    catch (Exception error) when (error is SiteException or LearnDLException or IOException
        or UnauthorizedAccessException)
    {
        Console.Error.WriteLine(error.Message);
        return 1;
    }
}
