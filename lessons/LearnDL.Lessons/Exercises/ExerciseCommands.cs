using System.CommandLine;
using Spectre.Console;

namespace LearnDL.Lessons;

/// <summary>What a lesson's program understands about its exercises.</summary>
sealed class ExerciseCommands(Lesson lesson, IAnsiConsole console, string? my = null)
{
    /// <summary>How this program is asked to be the judging process; see <see cref="JudgeProcess"/>.</summary>
    internal const string Judge = "--judge", From = "--from";

    readonly Workspace workspace = new(lesson.Folder, my);
    readonly Option<bool> check = new("--check") { Description = "Judge your answers to the exercises." };
    readonly Option<bool> all = new("--all") { Description = "With --check: list your progress in all lessons." };
    readonly Option<bool> watch = new("--watch") { Description = "Check on every save, until Ctrl+C." };
    readonly Option<int?> hint = new("--hint") { Description = "Show the next hint for the exercise of this number." };
    readonly Option<string?> judge = new(Judge) { Hidden = true };
    readonly Option<int> from = new(From) { Hidden = true };

    /// <summary>What the learner types, at the root of the repository.</summary>
    internal static string Line(Lesson lesson, string arguments)
    {
        var release = WorkspaceBuild.ConfigurationOf(JudgeProcess.ProgramOf(lesson)) == "Release";
        return $"dotnet run {(release ? "-c Release " : "")}--project lessons/{lesson.Folder} -- {arguments}";
    }

    internal void AddTo(RootCommand command)
    {
        foreach (var option in new Option[] { check, all, watch, hint, judge, from }) command.Options.Add(option);
        var start = new Command("start", $"Copy the exercises into my/{lesson.Folder}, for you to work on.");
        start.SetAction(_ => Start());
        command.Subcommands.Add(start);
    }

    /// <summary>Does what was asked; null when nothing of this was.</summary>
    internal int? Run(ParseResult asked)
    {
        if (asked.GetValue(judge) is { } library)
            return Judging.Run(lesson, library, asked.GetValue(from), Console.Out);
        if (asked.GetValue(hint) is { } number) return new HintBook(lesson, workspace, console).Show(number);
        if (asked.GetValue(all)) return ProgressTable.Show(ExerciseProgress.Read(my), console);
        if (asked.GetValue(watch)) return Watch();
        return asked.GetValue(check) ? Check() : null;
    }

    int Check(CancellationToken stop = default) =>
        new ExerciseRunner(lesson, workspace, console) { Stop = stop }.Check();

    int Watch()
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        if (!workspace.IsStarted) _ = Start();
        return new ExerciseWatch(workspace, () =>
        {
            console.Write(new Rule($"{DateTime.Now:HH:mm:ss}"));
            var code = Check(stop.Token);
            console.Say($"Waiting for the next save of {Workspace.Shown(workspace.YourTurn)}. Ctrl+C ends.");
            return code;
        }).Run(stop.Token);
    }

    int Start()
    {
        var file = Workspace.Shown(workspace.YourTurn);
        console.Say(workspace.Start() ? $"Your copy of the exercises is {file}."
            : $"{file} is there already. Nothing was overwritten.");
        console.Say($"Open the folder {Workspace.Shown(workspace.Folder)} in your editor, fill the gaps in {Workspace.FileName}, "
            + "and have them checked:");
        console.Say($"  {Line(lesson, "--check")}");
        console.Say($"or, on every save:\n  {Line(lesson, "--watch")}");
        return 0;
    }
}
