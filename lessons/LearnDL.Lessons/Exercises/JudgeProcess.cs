using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace LearnDL.Lessons;

/// <summary>
/// Judges in a process of its own, so that an answer that never ends, or takes the program down with it, is a wrong
/// answer and nothing worse. When that happens the next exercise gets a new process.
/// </summary>
/// <param name="lesson">Whose exercises to judge.</param>
/// <param name="library">What the learner's files were compiled to, or the lesson's program for its own gaps.</param>
sealed class JudgeProcess(Lesson lesson, string library)
{
    const int LinesKept = 20;

    static readonly TimeSpan startLimit = TimeSpan.FromSeconds(60);

    internal static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    internal static string ProgramOf(Lesson lesson) => lesson.GetType().Assembly.Location;

    /// <summary>For tests: in place of the exercises' own time limit.</summary>
    internal TimeSpan? TimeLimit { get; init; }

    /// <summary>Every exercise, as soon as it has been judged.</summary>
    internal IEnumerable<Judged> Run()
    {
        for (var next = 0; next < lesson.Exercises.Count;)
            foreach (var judged in RunFrom(next))
            {
                next = judged.Number;
                yield return judged;
            }
    }

    /// <summary>The exercises from one on, until one is judged for which the process had to end.</summary>
    IEnumerable<Judged> RunFrom(int first)
    {
        using var process = Start(first);
        using var lines = new BlockingCollection<string>();
        var errors = new StringBuilder();
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null) lines.CompleteAdding();
            else lines.Add(line.Data);
        };
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            for (var i = first; i < lesson.Exercises.Count; i++)
            {
                var exercise = lesson.Exercises[i];
                var printed = new List<string>();
                var limit = TimeLimit ?? exercise.TimeLimit;
                var verdict = Await(lines, printed, startLimit) is { } begun
                    ? begun.Verdict ?? Await(lines, printed, limit)?.Verdict
                    : null;
                var ended = verdict is null;
                verdict ??= lines.IsCompleted ? Died(process, errors)
                    : Verdict.Wrong($"Your code took longer than {limit.TotalSeconds:0.#} s and was stopped. "
                        + "Does a loop never end?");
                yield return new(i + 1, exercise, verdict, printed);
                if (ended) yield break;
            }
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            process.WaitForExit(); // no line arrives after this
        }
    }

    /// <summary>The next message; null when none comes in time, or the process has ended.</summary>
    static JudgeMessage? Await(BlockingCollection<string> lines, List<string> printed, TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        while (limit - clock.Elapsed is { Ticks: > 0 } left && lines.TryTake(out var line, left))
        {
            var (text, message) = JudgeMessage.Parse(line);
            if (text.Length > 0 && printed.Count < LinesKept) printed.Add(text);
            if (message is not null) return message;
        }

        return null;
    }

    static Verdict Died(Process process, StringBuilder errors)
    {
        process.WaitForExit();
        var text = errors.ToString();
        if (text.Contains("Stack overflow", StringComparison.Ordinal))
            return Verdict.Wrong("Your code called itself without end: the stack is full.");
        var first = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Take(3);
        return Verdict.Wrong(string.Join('\n',
            first.Prepend($"Your code ended the program that runs it, with exit code {process.ExitCode}.")));
    }

    Process Start(int first)
    {
        var start = new ProcessStartInfo(Dotnet,
            ["exec", ProgramOf(lesson), ExerciseCommands.Judge, library, ExerciseCommands.From, $"{first}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        return Process.Start(start)!;
    }
}
