namespace LearnDL.Lessons.Tests;

public sealed class ExerciseTests
{
    public static TheoryData<string> Folders => AllLessons.Folders;

    [Theory]
    [MemberData(nameof(Folders))]
    public void The_gaps_as_they_come_are_not_started(string lesson) =>
        Assert.All(AllLessons.Of(lesson).Exercises, exercise => Assert.True(
            exercise.Check().Kind == VerdictKind.NotStarted,
            $"Exercise \"{exercise.Id}\" is solved in lessons/{lesson}/YourTurn.cs, which learners copy and pages show. "
                + $"Put the gap back; solutions belong in my/{lesson}, which `-- start` makes."));

    [Theory]
    [MemberData(nameof(Folders))]
    public void An_exercise_has_the_name_of_its_region_and_three_hints(string lesson)
    {
        var exercises = AllLessons.Of(lesson).Exercises;
        var regions = File.ReadLines(Path.Combine(Repository.Folder, "lessons", lesson, "YourTurn.cs"))
            .Select(line => line.Trim()).Where(line => line.StartsWith("#region ", StringComparison.Ordinal));
        Assert.Equal(regions.Select(line => line[8..]), exercises.Select(exercise => exercise.Id));
        Assert.All(exercises, exercise =>
        {
            Assert.Equal(3, exercise.Hints.Count);
            Assert.Contains('?', exercise.Hints[0]);           // a question
            Assert.Contains("1. ", exercise.Hints[2], StringComparison.Ordinal); // steps
            Assert.True(exercise.Points > 0 && exercise.TimeLimit > TimeSpan.Zero);
        });
    }

    [Fact]
    public void An_answer_that_throws_is_wrong_and_says_what_was_thrown()
    {
        var verdict = new Exercise("a", "divide", _ => throw new InvalidOperationException("by zero")).Check();
        Assert.Equal(VerdictKind.Wrong, verdict.Kind);
        Assert.Contains("by zero", verdict.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_throws_is_told_its_line()
    {
#line 7 "YourTurn.cs"
        static Verdict Answer(int[] values) => values[3] > 0 ? Verdict.Right() : Verdict.Wrong("");
#line default
        var verdict = new Exercise("a", "index", _ => Answer([1, 2])).Check();
        Assert.Contains("IndexOutOfRangeException in YourTurn.cs, line 7:", verdict.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(VerdictKind.Right, 0, "right")]
    [InlineData(VerdictKind.NotStarted, 2, "not started")]
    [InlineData(VerdictKind.Wrong, 1, "wrong")]
    public void Checking_prints_a_verdict_for_each_exercise(VerdictKind kind, int code, string word)
    {
        using var console = new RecordingConsole();
        using var my = new RunFolder();
        var lesson = new OneExercise(kind);
        var runner = new ExerciseRunner(lesson, new(lesson.Folder, my.Path), console.Console)
        {
            JudgeOf = _ => [new(1, lesson.Exercises[0], lesson.Exercises[0].Check(), ["printed"])],
        };
        Assert.Equal(code, runner.Check());
        Assert.Contains($"1. the only one [a]: {word}", console.Text, StringComparison.Ordinal);
        Assert.Contains("a hint", console.Text, StringComparison.Ordinal);
        Assert.Contains("| printed", console.Text, StringComparison.Ordinal);
        Assert.Contains("-- start", console.Text, StringComparison.Ordinal); // there is no copy yet
    }

    sealed class OneExercise(VerdictKind kind) : Lesson
    {
        public override string Folder => "00-test";

        public override string Title => "a test";

        public override IReadOnlyList<Exercise> Exercises =>
            [new("one", "the only one [a]", _ => new(kind, "a hint"))];

        public override void Run(LessonRun run)
        {
        }
    }
}
