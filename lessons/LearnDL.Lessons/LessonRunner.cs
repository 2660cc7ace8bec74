using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace LearnDL.Lessons;

/// <summary>Runs a lesson, from its own program or from the site.</summary>
public static class LessonRunner
{
    /// <summary>
    /// A lesson's program: understands <c>--quick</c>, <c>--seed</c>, <c>--measured</c>, where it takes other data
    /// <c>--data</c>, and what belongs to its exercises.
    /// </summary>
    public static int Main(Lesson lesson, string[] args)
    {
        var quick = new Option<bool>("--quick") { Description = "Train on a small budget, in seconds." };
        var seed = new Option<int?>("--seed") { Description = $"Another seed than {lesson.Seed}." };
        var measured = new Option<bool>("--measured") { Description = "Print every number of the record at the end." };
        var command = new RootCommand($"LearnDL, lesson {lesson.Folder}: {lesson.Title}")
        {
            quick, seed, measured
        };
        var data = new Option<string?>("--data") { Description = $"Data of your own: {lesson.OwnData}." };
        if (lesson.OwnData is not null) command.Options.Add(data);
        var exercises = new ExerciseCommands(lesson, AnsiConsole.Console);
        exercises.AddTo(command);
        command.SetAction(parsed => exercises.Run(parsed)
            ?? RunInConsole(lesson, new(parsed.GetValue(quick), parsed.GetValue(seed),
                lesson.OwnData is null ? null : parsed.GetValue(data), parsed.GetValue(measured))));
        return command.Parse(args).Invoke();
    }

    /// <summary>Runs a lesson and writes its record and pictures.</summary>
    /// <param name="display">Where progress is shown; null shows none.</param>
    /// <param name="output">Where the lesson prints; null prints nothing.</param>
    /// <param name="runFolder">Where the record goes; null is the place of <see cref="LessonRecord.RunFolderOf"/>.</param>
    public static LessonRecord Run(Lesson lesson, LessonOptions options, IProgressDisplay? display = null,
        TextWriter? output = null, string? runFolder = null)
    {
        output ??= TextWriter.Null;
        runFolder ??= LessonRecord.RunFolderOf(lesson, options);
        var sources = LessonSources.Of(lesson.Folder); // as they are now: they may change while it runs
        // what an earlier lesson left is not this one's memory
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var started = DateTime.UtcNow;
        var clock = Stopwatch.StartNew();
        var run = new LessonRun(options.Seed ?? lesson.Seed, options.Quick, output,
            display ?? new PlainProgressDisplay(TextWriter.Null), options.Data);

        output.WriteLine($"{lesson.Folder}: {lesson.Title}");
        if (options.Quick)
            output.WriteLine("A quick run: a small budget, and numbers that are not those of the full lesson.");
        RunInvariant(lesson, run);

        var record = run.ToRecord(lesson, sources, started, clock.Elapsed.TotalSeconds);
        run.WritePictures(runFolder);
        record.Write(runFolder);
        Summarise(record, options.Measured, runFolder, output);
        return record;
    }

    /// <summary>A page's numbers have a decimal point, in whatever country they are computed.</summary>
    static void RunInvariant(Lesson lesson, LessonRun run)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            lesson.Run(run);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    static int RunInConsole(Lesson lesson, LessonOptions options)
    {
        try
        {
            _ = Run(lesson, options, ProgressDisplay.OfConsole(), Console.Out);
            return 0;
        }
        catch (LearnDLException error)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }

    static void Summarise(LessonRecord record, bool measured, string runFolder, TextWriter output)
    {
        output.WriteLine(measured ? "\n== Measured" : "\n== Done");
        if (measured)
            foreach (var metric in record.Metrics.Values) output.WriteLine($"{metric.Label} {metric.Text}");
        var where = Path.GetRelativePath(Directory.GetCurrentDirectory(), runFolder);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"seed {record.Seed}, {record.Seconds:0.0} s, pictures and record in {where}"));
        if (record.Weights is not null) output.WriteLine($"weights {record.Weights}");
    }
}
