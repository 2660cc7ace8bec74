using Lessons.Pima;

namespace LearnDL.Lessons.Tests;

/// <summary>Learners of all kinds, each with a copy of lesson 2 of their own.</summary>
public sealed class LearnerExerciseTests : IDisposable
{
    const string
        Loss = "Gap.Here<double>();\n    #endregion\n\n    #region step",
        Step = "Gap.Here<(Tensor, Tensor)>();",
        Sensitivity = "Gap.Here<double>();\n    #endregion\n}";

    const string
        RightLoss = "-y.Zip(p, (yi, pi) => yi * Math.Log(pi) + (1 - yi) * Math.Log(1 - pi)).Average();",
        RightStep = """
            x.Dot(w).AddRow(b).Sigmoid().Subtract(y).Scale(1.0 / x.Shape[0]) is var dz
                ? (w.Subtract(x.TransposedDot(dz).Scale(rate)), b.Subtract(dz.SumRows().Scale(rate))) : default;
            """,
        RightSensitivity = "(double)counts[1, 1] / (counts[1, 0] + counts[1, 1]);";

    readonly RunFolder my = new();
    readonly PimaLesson lesson = new();
    readonly Workspace workspace;

    public LearnerExerciseTests()
    {
        workspace = new(lesson.Folder, my.Path);
        Assert.True(workspace.Start());
    }

    public void Dispose() => my.Dispose();

    void Fill(string loss = Loss, string step = Step, string sensitivity = Sensitivity)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Folder, "lessons", lesson.Folder, "YourTurn.cs"));
        foreach (var (gap, answer) in new[] { (Loss, loss), (Step, step), (Sensitivity, sensitivity) })
        {
            Assert.Contains(gap, text, StringComparison.Ordinal);
            text = text.Replace(gap, gap.Replace(gap[..(gap.IndexOf(';', StringComparison.Ordinal) + 1)], answer,
                StringComparison.Ordinal), StringComparison.Ordinal);
        }

        File.WriteAllText(workspace.YourTurn, text);
    }

    (int Code, string Printed) Check(double? seconds = null)
    {
        using var console = new RecordingConsole();
        var limit = seconds is { } s ? TimeSpan.FromSeconds(s) : (TimeSpan?)null;
        var code = new ExerciseRunner(lesson, workspace, console.Console)
        {
            JudgeOf = library => new JudgeProcess(lesson, library) { TimeLimit = limit }.Run(),
        }.Check();
        return (code, console.Text);
    }

    ExerciseProgress Progress => ExerciseProgress.Read(my.Path).Single(progress => progress.Lesson == lesson.Folder);

    [Fact]
    public void Who_has_filled_nothing_yet_learns_what_there_is_to_do()
    {
        var (code, printed) = Check();
        Assert.Equal(2, code);
        Assert.Equal(3, printed.Split(": not started").Length - 1);
        Assert.Contains("--hint 1", printed, StringComparison.Ordinal);
        Assert.Equal((0, 3, false), (Progress.Solved, Progress.Total, Progress.IsDone));
    }

    [Fact]
    public void Who_solves_all_is_right_and_has_it_remembered()
    {
        Fill(RightLoss, RightStep, RightSensitivity);
        var (code, printed) = Check();
        Assert.True(code == 0, printed);
        Assert.Contains("3 of 3 are right", printed, StringComparison.Ordinal);
        Assert.Equal((3, 3, true, false), (Progress.Solved, Progress.Total, Progress.IsDone, Progress.ChangedSince));

        var compiled = File.GetLastWriteTimeUtc(new WorkspaceBuild(workspace, JudgeProcess.ProgramOf(lesson)).Library);
        Assert.Equal(0, Check().Code);
        Assert.Equal(compiled,
            File.GetLastWriteTimeUtc(new WorkspaceBuild(workspace, JudgeProcess.ProgramOf(lesson)).Library));

        using var list = new RecordingConsole();
        Assert.Equal(2, ProgressTable.Show(ExerciseProgress.Read(my.Path), list.Console)); // seven lessons to go
        Assert.Contains("3 of 3", list.Text, StringComparison.Ordinal);
        File.AppendAllText(workspace.YourTurn, "// one more thought\n");
        Assert.True(Progress.ChangedSince);
    }

    [Fact]
    public void Answers_that_never_end_throw_or_are_wrong_are_judged_one_by_one()
    {
        Fill("Forever();\n    static double Forever() { while (true) { } }",
            "(w[5..9], b);",
            "Shown(0.25);\n    static double Shown(double x) { Console.WriteLine($\"so {x}\"); return x; }");
        var (code, printed) = Check(seconds: 4);
        Assert.Equal(1, code);
        Assert.Contains("took longer than 4 s", printed, StringComparison.Ordinal);
        var line = File.ReadLines(workspace.YourTurn).TakeWhile(text => !text.Contains("w[5..9]")).Count() + 1;
        Assert.Contains($"in YourTurn.cs, line {line}:", printed, StringComparison.Ordinal);
        Assert.Contains("It should be 0.592593; yours is 0.25", printed, StringComparison.Ordinal);
        Assert.Contains("| so 0.25", printed, StringComparison.Ordinal);
        Assert.Equal((0, 3), (Progress.Solved, Progress.Wrong));
    }

    [Fact]
    public void Answers_that_take_the_program_down_are_judged_one_by_one()
    {
        Fill("1 + Loss(p, y);", "Away();\n    static (Tensor, Tensor) Away() { Environment.Exit(5); return default; }",
            RightSensitivity);
        var (code, printed) = Check();
        Assert.Equal(1, code);
        Assert.Contains("called itself without end", printed, StringComparison.Ordinal);
        Assert.Contains("exit code 5", printed, StringComparison.Ordinal);
        Assert.Contains("3. How many of the ill are found: right", printed, StringComparison.Ordinal);
        Assert.Equal((1, 2), (Progress.Solved, Progress.Wrong));
    }

    [Fact]
    public void A_file_that_does_not_compile_says_where_and_spoils_no_progress()
    {
        new WorkspaceProgress { Exercises = { ["loss"] = new(VerdictKind.Right) } }.Write(workspace.Folder);
        Fill(loss: "Math.Lgo(p[0])");
        var (code, printed) = Check();
        Assert.Equal(1, code);
        var line = File.ReadLines(workspace.YourTurn).TakeWhile(text => !text.Contains("Lgo")).Count() + 1;
        Assert.Contains($"YourTurn.cs, line {line}: ; expected (CS1002)", printed, StringComparison.Ordinal);
        Assert.Contains("Math.Lgo(p[0])\n", printed, StringComparison.Ordinal);
        Assert.Contains("A semicolon is missing", printed, StringComparison.Ordinal);
        Assert.Equal(1, Progress.Solved);
    }
}
