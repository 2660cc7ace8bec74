using System.Diagnostics;
using LearnDL.Checks;
using LearnDL.Lessons;
using LearnDL.Site.Content;

namespace LearnDL.Site.Runs;

/// <summary>Checks the engine's gradients for the page "Is it right?".</summary>
public static class GradientRun
{
    /// <summary>Random configurations of each layer, activation and loss.</summary>
    public const int Full = 1000, Quick = 20;

    const int Seed = 7;

    public static SweepReport Run(SiteFolders folders, bool quick, IProgressDisplay display)
    {
        var clock = Stopwatch.StartNew();
        var configurations = quick ? Quick : Full;
        var done = 0;
        using var bar = display.Start("gradients", GradientSubject.All.Count);
        var rows = GradientSweep.Run(configurations, Seed, row => bar.Report(++done, row.Subject));
        var report = new SweepReport(SweepReport.HashOfEngine(folders), configurations, Seed,
            Math.Round(clock.Elapsed.TotalSeconds, 1), rows, DateTime.UtcNow, Commit.Of(folders.Root), MachineRecord.This());
        report.Write(folders.SweepReport);
        return report;
    }
}
