using LearnDL.Lessons;
using LearnDL.Site.Content;
using LearnDL.Site.Pages;
using LearnDL.Site.Runs;
using Spectre.Console;

namespace LearnDL.Site.Tests;

/// <summary>
/// The repository's own pages, built into a temporary folder from what there is: this machine's results, else the
/// committed records.
/// </summary>
public sealed class RealSite : IDisposable
{
    readonly DirectoryInfo temporary = Directory.CreateTempSubdirectory("learndl-site-");

    public RealSite()
    {
        Folders = SiteFolders.Find() with { Output = Path.Combine(temporary.FullName, "output") };
        var silent = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) });
        new LessonRuns(Folders, quick: false, silent, new PlainProgressDisplay(TextWriter.Null)).RecordBatch();
        using var builder = new SiteBuilder(Options);
        Pages = builder.Build();
    }

    public SiteFolders Folders { get; }

    public SiteOptions Options => new(Folders, LessonSources.Of);

    public IReadOnlyList<string> Pages { get; }

    public void Dispose() => temporary.Delete(recursive: true);
}
