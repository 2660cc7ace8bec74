using LearnDL.Lessons;
using LearnDL.Site.Content;
using Spectre.Console;

namespace LearnDL.Site.Runs;

/// <summary>Measures what the pages report: the lessons, one batch through time, and the gradient sweep.</summary>
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
        new global::Lessons.Regression.RegressionLesson(),
        new global::Lessons.Functional.FunctionalLesson(),
    ];

    /// <summary>Records the batch of "Through time", which takes a few seconds, unless its record is fresh.</summary>
    public void RecordBatch()
    {
        if (ThroughTimeReport.Read(folders, out _) is null)
            console.WriteLine($"through time: {ThroughTimeRun.Run(folders).Lines.Count} lines of one batch recorded");
    }

    /// <summary>Runs the lessons and the gradient sweep.</summary>
    /// <param name="again">Also what this machine has a fresh result of.</param>
    /// <param name="needed">Which lessons; all by default.</param>
    /// <param name="live">Is told how far it has come.</param>
    /// <param name="changed">Shows a new result, and says whether that worked.</param>
    /// <returns>Whether all could be measured; one that fails is reported, and the others are measured.</returns>
    public bool Measure(
        bool again = false, Func<string, bool>? needed = null, LiveState? live = null, Func<bool>? changed = null)
    {
        var all = true;
        foreach (var lesson in (lessons ?? All).Where(lesson => needed is null || needed(lesson.Folder)))
            all &= Try(() =>
            {
                if (!Run(lesson, again, live) || changed is null || changed()) live?.Show(lesson.Folder);
            });
        if (needed is null)
            all &= Try(() =>
            {
                if (CheckGradients(again, live)) _ = changed?.Invoke();
            });
        return all;
    }

    bool Try(Action measure)
    {
        try
        {
            measure();
            return true;
        }
        catch (Exception error) when (error is LearnDLException or IOException or UnauthorizedAccessException)
        {
            console.WriteLine(error.Message);
            return false;
        }
    }

    bool Run(Lesson lesson, bool again, LiveState? live)
    {
        var folder = quick ? folders.QuickRun(lesson.Folder) : folders.LessonRun(lesson.Folder);
        if (!again && RunRecords.OwnRun(folder, LessonSources.Of(lesson.Folder), quick) is not null)
        {
            console.WriteLine($"{lesson.Folder}: up to date, not run again");
            return false;
        }
        console.WriteLine($"{lesson.Folder}: {lesson.Title}");
        live?.Begin(lesson.Folder);
        var record = LessonRunner.Run(lesson, new LessonOptions(quick), display, runFolder: folder);
        live?.End(lesson.Folder);
        console.WriteLine($"  {Told(record)}");
        return true;
    }

    bool CheckGradients(bool again, LiveState? live)
    {
        if (!again && SweepReport.OwnOrNull(folders, quick, out _) is not null)
        {
            console.WriteLine("gradients: up to date, not checked again");
            return false;
        }
        console.WriteLine("gradients: comparing every backward pass with the definition of a derivative");
        live?.Begin(LiveState.Gradients);
        var report = GradientRun.Run(folders, quick, display);
        var (derivatives, worst) = (report.Rows.Sum(row => row.Derivatives), report.Rows.Max(row => row.WorstError));
        console.WriteLine(
            $"  {derivatives:N0} derivatives, worst relative error {worst:0.0e-0}, {report.Seconds:0.0} s");
        return true;
    }

    static string Told(LessonRecord record) => record.Metrics.TryGetValue("test-accuracy", out var accuracy)
        ? $"{accuracy.Label} {accuracy.Text}, {record.Seconds:0.0} s" : $"{record.Seconds:0.0} s";
}
