using System.Diagnostics;
using System.Text.Json;
using LearnDL.Site.Content;

namespace LearnDL.Site.Runs;

/// <summary>
/// Records the batch of the page "Through time", in a program of its own: only there no method was optimised yet, and
/// every line is still a line.
/// </summary>
public static class ThroughTimeRun
{
    /// <summary>What the site's program is called with to be that other program.</summary>
    public const string Command = "record-through-time";

    public static ThroughTimeReport Run(SiteFolders folders)
    {
        var clock = Stopwatch.StartNew();
        var start = new ProcessStartInfo("dotnet", [typeof(ThroughTimeRun).Assembly.Location, Command])
        {
            RedirectStandardOutput = true
        };
        foreach (var tier in (string[])["TieredCompilation", "TC_QuickJit", "TC_QuickJitForLoops"])
            start.Environment[$"DOTNET_{tier}"] = "1";
        using var process = Process.Start(start)!;
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new SiteException([new(folders.Name(folders.ThroughTimeReport), 0, "the program that records a "
                + $"batch ended with {process.ExitCode}", $"run: dotnet run -c Release --project site -- {Command}")]);
        var report = JsonSerializer.Deserialize<ThroughTimeReport>(printed, ThroughTimeReport.Json)! with
        {
            SourceHash = ThroughTimeReport.HashOfSources(folders),
            Seconds = clock.Elapsed.TotalSeconds
        };
        report.Write(folders);
        return report;
    }
}
