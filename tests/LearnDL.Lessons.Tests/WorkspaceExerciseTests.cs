using System.Reflection;
using Lessons.Pima;

namespace LearnDL.Lessons.Tests;

public sealed class WorkspaceExerciseTests : IDisposable
{
    readonly RunFolder my = new();
    readonly PimaLesson lesson = new();
    readonly Workspace workspace;

    public WorkspaceExerciseTests() => workspace = new(lesson.Folder, my.Path);

    public void Dispose() => my.Dispose();

    [Fact]
    public void Starting_copies_the_exercises_and_never_writes_over_them()
    {
        Assert.False(workspace.IsStarted);
        Assert.True(workspace.Start());
        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Folder, "lessons", lesson.Folder, "YourTurn.cs")),
            File.ReadAllText(workspace.YourTurn));

        File.WriteAllText(workspace.YourTurn, "// mine");
        File.Delete(workspace.Project);
        Assert.False(workspace.Start());
        Assert.Equal("// mine", File.ReadAllText(workspace.YourTurn));
        Assert.True(File.Exists(workspace.Project)); // what is missing comes back
    }

    [Fact]
    public void Hints_come_one_at_a_time_and_a_check_does_not_forget_them()
    {
        string Ask()
        {
            using var console = new RecordingConsole();
            Assert.Equal(0, new HintBook(lesson, workspace, console.Console).Show(2));
            return console.Text;
        }

        var hints = lesson.Exercises[1].Hints.Select(hint => hint.Split('\n')[0]).ToList();
        var first = Ask();
        Assert.Contains(hints[0], first, StringComparison.Ordinal);
        Assert.DoesNotContain(hints[1], first, StringComparison.Ordinal);
        Assert.False(workspace.IsStarted);

        _ = workspace.Start();
        var judged = lesson.Exercises.Select((exercise, i) => new Judged(i + 1, exercise, Verdict.Right(), []));
        new ExerciseRunner(lesson, workspace, new RecordingConsole().Console).Remember([.. judged], "sources");
        var second = Ask();
        Assert.Contains(hints[1], second, StringComparison.Ordinal);
        Assert.DoesNotContain(hints[2], second, StringComparison.Ordinal);
        Assert.Contains(hints[2], Ask(), StringComparison.Ordinal);
        Assert.Contains("That was the last one", Ask(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hint_for_an_exercise_that_is_not_there_says_which_are()
    {
        using var console = new RecordingConsole();
        Assert.Equal(1, new HintBook(lesson, workspace, console.Console).Show(4));
        Assert.Contains("1 to 3", console.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watching_judges_once_for_every_save()
    {
        _ = workspace.Start();
        var judged = new SemaphoreSlim(0);
        using var stop = new CancellationTokenSource();
        var watching = Task.Run(() => new ExerciseWatch(workspace, () =>
        {
            judged.Release();
            return 1;
        }).Run(stop.Token));
        var patience = TimeSpan.FromSeconds(30);
        Assert.True(await judged.WaitAsync(patience)); // as it is when the watch begins
        await File.AppendAllTextAsync(workspace.YourTurn, "// saved\n");
        Assert.True(await judged.WaitAsync(patience));
        Assert.False(await judged.WaitAsync(TimeSpan.FromSeconds(1.5))); // nothing new
        await stop.CancelAsync();
        Assert.Equal(1, await watching.WaitAsync(patience));
    }

    [Fact]
    public void A_method_that_is_no_longer_there_is_named_with_its_parameters()
    {
        Func<double[], double[], double> gap = Elsewhere;
        var verdict = Exercise.Of("a", "b", gap, _ => Verdict.Right(), []).Check(Assembly.GetExecutingAssembly());
        Assert.Equal(VerdictKind.Wrong, verdict.Kind);
        Assert.Contains("Elsewhere(y, p)", verdict.Hint, StringComparison.Ordinal);
    }

    static double Elsewhere(double[] y, double[] p) => y.Length + p.Length;

    [Theory]
    [InlineData("/my/02-pima/YourTurn.cs(14,9): error CS1002: ; expected [/my/02-pima/02-pima.csproj]",
        "YourTurn.cs, line 14: ; expected (CS1002)")]
    [InlineData(@"C:\my\02-pima\YourTurn.cs(7,1,7,5): error CS0103: The name 'q' does not exist [C:\x.csproj]",
        "line 7: The name 'q' does not exist (CS0103)")]
    [InlineData("MSBUILD : error MSB1009: Project file does not exist.", "Project file does not exist. (MSB1009)")]
    [InlineData("/my/YourTurn.cs(14,9): warning CS0168: The variable is never used [/my/x.csproj]", null)]
    public void What_the_compiler_prints_is_taken_apart(string line, string? said)
    {
        var error = CompileError.Parse(line);
        if (said is null) Assert.Null(error);
        else Assert.Contains(said, $"{error}", StringComparison.Ordinal);
    }

    [Fact]
    public void What_learners_print_is_told_from_what_the_judge_says()
    {
        var message = new JudgeMessage(1, Verdict.Wrong("Not\nyet."));
        Assert.Equal(("", message), JudgeMessage.Parse(message.ToLine()));
        Assert.Equal(("half a line", message), JudgeMessage.Parse("half a line" + message.ToLine()));
        Assert.Equal(("1. a: right", null), JudgeMessage.Parse("1. a: right"));
    }
}
