using Spectre.Console;

namespace LearnDL.Lessons.Tests;

public sealed class ExerciseTests
{
    public static TheoryData<string> Folders => AllLessons.Folders;

    [Theory]
    [MemberData(nameof(Folders))]
    public void The_gaps_as_they_come_are_not_started(string lesson) =>
        Assert.All(AllLessons.Of(lesson).Exercises,
            exercise => Assert.Equal(VerdictKind.NotStarted, exercise.Check().Kind));

    [Fact]
    public void An_answer_that_throws_is_wrong_and_says_what_was_thrown()
    {
        var verdict = new Exercise("divide", () => throw new InvalidOperationException("by zero")).Check();
        Assert.Equal(VerdictKind.Wrong, verdict.Kind);
        Assert.Contains("by zero", verdict.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_throws_is_told_its_line()
    {
#line 7 "YourTurn.cs"
        static Verdict Answer(int[] values) => values[3] > 0 ? Verdict.Right() : Verdict.Wrong("");
#line default
        var verdict = new Exercise("index", () => Answer([1, 2])).Check();
        Assert.Contains("IndexOutOfRangeException in YourTurn.cs, line 7:", verdict.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(VerdictKind.Right, 0, "right")]
    [InlineData(VerdictKind.NotStarted, 0, "not started")]
    [InlineData(VerdictKind.Wrong, 1, "wrong")]
    public void Checking_prints_a_verdict_for_each_exercise(VerdictKind kind, int code, string word)
    {
        var text = new StringWriter();
        var console = AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(text)
        });
        Assert.Equal(code, ExerciseRunner.Run(new OneExercise(kind), console));
        Assert.Contains($"1. the only one [a]: {word}", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("a hint", text.ToString(), StringComparison.Ordinal);
    }

    sealed class OneExercise(VerdictKind kind) : Lesson
    {
        public override string Folder => "00-test";

        public override string Title => "a test";

        public override IReadOnlyList<Exercise> Exercises => [new("the only one [a]", () => new(kind, "a hint"))];

        public override void Run(LessonRun run)
        {
        }
    }
}
