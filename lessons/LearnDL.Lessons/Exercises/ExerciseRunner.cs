using Spectre.Console;

namespace LearnDL.Lessons;

/// <summary>Judges a lesson's exercises, prints the verdicts and remembers them.</summary>
sealed class ExerciseRunner(Lesson lesson, Workspace workspace, IAnsiConsole console)
{
    internal const int AllRight = 0, SomeWrong = 1, NotAllStarted = 2;

    /// <summary>Judges what a library answers, in a process of its own.</summary>
    internal Func<string, IEnumerable<Judged>> JudgeOf { get; init; } = library => new JudgeProcess(lesson, library).Run();

    /// <summary>Set when the learner has had enough: what is not judged by then is not shown, nor remembered.</summary>
    internal CancellationToken Stop { get; init; }

    /// <summary>
    /// Judges the learner's copy; where there is none, the lesson's own gaps, which shows what there is to do.
    /// </summary>
    /// <returns>
    /// 0 when all are right; 1 when one is wrong, or does not compile, or takes too long; 2 when none is wrong and at
    /// least one has not been started.
    /// </returns>
    internal int Check()
    {
        console.WriteLine($"{lesson.Folder}: {lesson.Title}, exercises");
        var program = JudgeProcess.ProgramOf(lesson);
        if (!workspace.IsStarted)
        {
            var code = Code(Judge(program));
            console.Say($"You have no copy of your own yet. This makes one in {Workspace.Shown(workspace.Folder)}:");
            console.Say($"  {ExerciseCommands.Line(lesson, "start")}");
            return code;
        }

        var (build, sources) = (new WorkspaceBuild(workspace, program), workspace.Sources());
        if (build.Run() is { Count: > 0 } errors)
        {
            if (!Stop.IsCancellationRequested) ShowErrors(errors);
            return SomeWrong;
        }

        var judged = Judge(build.Library);
        if (Stop.IsCancellationRequested) return NotAllStarted;
        Remember(judged, sources);
        Summarise(judged);
        return Code(judged);
    }

    List<Judged> Judge(string library)
    {
        var all = new List<Judged>();
        foreach (var judged in JudgeOf(library))
        {
            if (Stop.IsCancellationRequested) break;
            Show(judged);
            all.Add(judged);
        }

        return all;
    }

    void Show(Judged judged)
    {
        var (word, colour) = judged.Verdict.Kind switch
        {
            VerdictKind.Right => ("right", "green"),
            VerdictKind.Wrong => ("wrong", "red"),
            _ => ("not started", "grey"),
        };
        console.MarkupLine($"{judged.Number}. {Markup.Escape(judged.Exercise.Title)}: [{colour}]{word}[/]");
        if (judged.Verdict.Hint.Length > 0) console.Say("   " + judged.Verdict.Hint.ReplaceLineEndings("\n   "));
        if (judged.Printed.Count == 0) return;
        console.Say("   Your code printed:");
        foreach (var line in judged.Printed) console.Say($"   | {line}");
    }

    void ShowErrors(IReadOnlyList<CompileError> errors)
    {
        const int Shown = 5; // the first causes many of the others
        console.Say($"{Workspace.Shown(workspace.YourTurn)} does not compile yet, so nothing was checked.");
        foreach (var error in errors.Take(Shown)) console.Say($"  {error.ToString().ReplaceLineEndings("\n  ")}");
        if (errors.Count > Shown) console.Say($"  … and {errors.Count - Shown} more. Begin with the first.");
    }

    void Summarise(List<Judged> judged)
    {
        console.Say($"{judged.Count(one => one.Verdict.Kind == VerdictKind.Right)} of {judged.Count} are right.");
        if (judged.Find(one => one.Verdict.Kind != VerdictKind.Right) is not { } open) return;
        console.Say($"Your code: {Workspace.Shown(workspace.YourTurn)}");
        console.Say($"Hints for exercise {open.Number}, one at a time: {ExerciseCommands.Line(lesson, $"--hint {open.Number}")}");
    }

    internal void Remember(List<Judged> judged, string sources)
    {
        var before = WorkspaceProgress.Read(workspace.Folder);
        var now = judged.ToDictionary(one => one.Exercise.Id, one => before.Of(one.Exercise) with
        {
            Verdict = one.Verdict.Kind,
            Points = one.Exercise.Points,
        });
        (before with { Sources = sources, CheckedUtc = DateTime.UtcNow, Exercises = now }).Write(workspace.Folder);
    }

    static int Code(List<Judged> judged) =>
        judged.Exists(one => one.Verdict.Kind == VerdictKind.Wrong) ? SomeWrong
            : judged.Exists(one => one.Verdict.Kind == VerdictKind.NotStarted) ? NotAllStarted : AllRight;
}
