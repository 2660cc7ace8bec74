using LearnDL.Lessons;
using LearnDL.Site.Content;
using LearnDL.Site.Pages;
using LearnDL.Site.Runs;
using Spectre.Console;

namespace LearnDL.Site.Tests;

/// <summary>
/// The repository's own pages, built into a temporary folder: from the records of the last full run where they are
/// fresh, otherwise from quick runs made here.
/// </summary>
public sealed class RealSite : IDisposable
{
    readonly DirectoryInfo temporary = Directory.CreateTempSubdirectory("learndl-site-");

    public RealSite()
    {
        var repository = SiteFolders.Find();
        var fresh = SweepReport.Read(repository, allowQuick: false, out _) is not null
            && ThroughTimeReport.Read(repository, out _) is not null && LessonRuns.All.All(lesson =>
                RunRecords.Load(repository.LessonRun(lesson.Folder), LessonRecord.SourceHashOf(
                    lesson.Folder), allowQuick: false, out _) is null);
        Folders = repository with
        {
            Output = Path.Combine(temporary.FullName, "output"),
            Runs = fresh ? null : Path.Combine(temporary.FullName, "runs"),
        };
        if (!fresh)
        {
            var silent = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) });
            new LessonRuns(Folders, quick: true, silent, new PlainProgressDisplay(TextWriter.Null))
                .Run(onlyStale: false);
        }
        Pages = new SiteBuilder(new SiteOptions(Folders, LessonRecord.SourceHashOf, AllowQuick: !fresh)).Build();
    }

    public SiteFolders Folders { get; }

    public IReadOnlyList<string> Pages { get; }

    public void Dispose() => temporary.Delete(recursive: true);
}
