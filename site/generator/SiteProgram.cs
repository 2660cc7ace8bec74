using System.Diagnostics;
using LearnDL.Lessons;
using LearnDL.Site.Content;
using LearnDL.Site.Pages;
using LearnDL.Site.Runs;
using Spectre.Console;

namespace LearnDL.Site;

/// <summary>What the site's commands do.</summary>
/// <param name="quick">Whether lessons run on a small budget.</param>
sealed class SiteProgram(bool quick)
{
    readonly SiteFolders folders = SiteFolders.Find();
    readonly LessonRuns runs = new(SiteFolders.Find(), quick, AnsiConsole.Console,
        ProgressDisplay.OfConsole());

    /// <summary>Builds the pages from what is there.</summary>
    /// <param name="runMissing">Whether lessons that have neither a run nor a record are run first.</param>
    public void Build(bool runMissing)
    {
        var options = new SiteOptions(folders, LessonSources.Of, AllowQuick: quick);
        runs.RecordBatch();
        if (runMissing)
            runs.Measure(needed: lesson => RunRecords.Shown(options, lesson, out _) is null);
        using var builder = new SiteBuilder(options);
        Render(builder);
    }

    /// <summary>Runs everything, and says what is not as it was recorded.</summary>
    public int Measure(bool again)
    {
        _ = runs.Measure(again); // what failed is missing, and so among the differences
        var found = new KeptRecords(folders).Differences();
        foreach (var (lesson, differences) in found)
            foreach (var difference in differences)
                Console.WriteLine($"{lesson}: {difference}");
        Console.WriteLine(found.Count == 0 ? "All that does not depend on the machine is as it was recorded."
            : "Not as recorded. If that is intended: dotnet run -c Release --project site -- record");
        return found.Count == 0 ? 0 : 1;
    }

    /// <summary>Runs everything, and replaces the records that differ.</summary>
    public int Record(bool again)
    {
        if (!runs.Measure(again)) return 1;
        var replaced = new KeptRecords(folders).Refresh();
        Console.WriteLine(replaced.Count == 0 ? "No record differs; none was replaced."
            : $"Replaced: {string.Join(", ", replaced)}");
        return 0;
    }

    /// <summary>
    /// Serves the pages at once, with recorded numbers where there are no others yet; then measures, and gives every page
    /// this machine's numbers as soon as there are some.
    /// </summary>
    public int Serve(int port, bool again, CancellationToken stop)
    {
        var options = new SiteOptions(
            folders, LessonSources.Of, AllowQuick: quick, MayBeUnmeasured: true, IsLive: true);
        runs.RecordBatch();
        using var builder = new SiteBuilder(options);
        Render(builder);
        var live = new LiveState([.. LessonRuns.All.Select(lesson => lesson.Folder)],
            lesson => LessonRecord.Read(folders.KeptRecord(lesson))?.Seconds, () => ExerciseProgress.Read());
        using var server = SiteServer.Start(folders.Output, port, live.Json).GetAwaiter().GetResult();
        Console.WriteLine($"\nOpen {server.Address}\nThe pages are there to read. Meanwhile the lessons run on this "
            + "machine; a page changes to its own numbers when they are there. Ctrl+C ends it.\n");
        var measuring = Task.Run(() =>
        {
            var all = runs.Measure(again, live: live, changed: () => Try(() => Render(builder)));
            live.Finish();
            Console.WriteLine($"\n{(all ? "Everything was measured." : "Not everything could be measured.")} "
                + $"Still serving {server.Address}, until Ctrl+C.");
            return all;
        }, CancellationToken.None);
        stop.WaitHandle.WaitOne();
        if (!measuring.IsCompleted) throw new OperationCanceledException(stop);
        return measuring.GetAwaiter().GetResult() ? 0 : 1;
    }

    /// <summary>A page that cannot be built is reported, and ends nothing else.</summary>
    static bool Try(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception error) when (error is SiteException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(error.Message);
            return false;
        }
    }

    static void Render(SiteBuilder builder)
    {
        var clock = Stopwatch.StartNew();
        var pages = builder.Build();
        Console.WriteLine($"built {pages.Count} pages in site/output, {clock.Elapsed.TotalSeconds:0.0} s");
    }
}
