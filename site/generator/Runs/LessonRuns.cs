using LearnDL.Lessons;
using LearnDL.Site.Content;
using Spectre.Console;

namespace LearnDL.Site.Runs;

/// <summary>Runs what the pages report: the lessons, one batch through time, and the gradient sweep.</summary>
/// <param name="lessons">Other lessons than <see cref="All"/>, for tests.</param>
public sealed class LessonRuns(SiteFolders folders, bool quick, IAnsiConsole console, IProgressDisplay display,
    IReadOnlyList<Lesson>? lessons = null)
{
    /// <summary>Every lesson there is, in order.</summary>
    public static IReadOnlyList<Lesson> All { get; } =
    [
        new global::Lessons.Tensors.TensorsLesson(), new global::Lessons.Pima.PimaLesson(),
        new global::Lessons.Iris.IrisLesson(),
        new global::Lessons.Mnist.MnistLesson(), new global::Lessons.Speed.SpeedLesson(),
        new global::Lessons.Cnn.CnnLesson(),
        new global::Lessons.Lstm.LstmLesson(),
        new global::Lessons.Text.TextLesson(),
    ];

    /// <summary>Runs all of it, or only what has no fresh result.</summary>
    public void Run(bool onlyStale)
    {
        RunLessons(onlyStale);
        if (onlyStale && ThroughTimeReport.Read(folders, out _) is not null)
            console.WriteLine("through time: the record of the batch is fresh");
        else
            console.WriteLine(FormattableString.Invariant(
                $"through time: {ThroughTimeRun.Run(folders).Lines.Count} lines of one batch recorded"));
        CheckGradients(onlyStale);
    }

    void RunLessons(bool onlyStale)
    {
        foreach (var lesson in lessons ?? All)
        {
            var folder = folders.LessonRun(lesson.Folder);
            if (onlyStale && RunRecords.Load(folder, LessonRecord.SourceHashOf(lesson.Folder), quick, out _) is null)
            {
                console.WriteLine($"{lesson.Folder}: the result of the last run is fresh");
                continue;
            }
            console.WriteLine($"{lesson.Folder}: {lesson.Title}");
            var record = LessonRunner.Run(lesson, new LessonOptions(quick), display, runFolder: folder);
            console.WriteLine($"  {Told(record)}");
        }
    }

    void CheckGradients(bool onlyStale)
    {
        if (onlyStale && SweepReport.Read(folders, quick, out _) is not null)
        {
            console.WriteLine("gradients: the result of the last check is fresh");
            return;
        }
        console.WriteLine("gradients: comparing every backward pass with the definition of a derivative");
        var report = GradientRun.Run(folders, quick, display);
        var (derivatives, worst) = (report.Rows.Sum(row => row.Derivatives), report.Rows.Max(row => row.WorstError));
        console.WriteLine(
            $"  {derivatives:N0} derivatives, worst relative error {worst:0.0e-0}, {report.Seconds:0.0} s");
    }

    static string Told(LessonRecord record) => record.Metrics.TryGetValue("test-accuracy", out var accuracy)
        ? FormattableString.Invariant($"{accuracy.Label} {accuracy.Text}, {record.Seconds:0.0} s")
        : FormattableString.Invariant($"{record.Seconds:0.0} s");
}
