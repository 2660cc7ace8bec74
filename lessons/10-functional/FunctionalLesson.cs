using LearnDL.Lessons;

namespace Lessons.Functional;

/// <summary>
/// Two kinds of inputs, one network: the words of a mail and its habits, joined in a graph of layers, and whether that
/// is worth it.
/// </summary>
public sealed class FunctionalLesson : Lesson
{
    public override string Folder => "10-functional";

    public override string Title => "Two inputs, one network: words and habits";

    public override IReadOnlyList<Exercise> Exercises =>
    [
        Exercise.Of("cut", "The gradient of a join", YourTurn.Cut, AnswerChecks.Cut, Hints.Cut),
        Exercise.Of("text", "What the text branch hears",
            YourTurn.TextGradient, AnswerChecks.TextGradient, Hints.TextGradient),
        Exercise.Of("shuffle", "One habit, somebody else's", YourTurn.Shuffled, AnswerChecks.Shuffled, Hints.Shuffled),
    ];

    public override void Run(LessonRun run)
    {
        var data = Mails.Of(run.Uses(Datasets.SpamAssassin()), run.Uses(Datasets.MailHabits()));
        LookAtData.Run(run, data);
        var (rest, test) = Parts.SetAside(run, data);
        var splits = Parts.Splits(run, rest);
        Graph.Run(run, splits[0]);
        SharedRows.Run(run);
        JoinByHand.Run(run);
        var (joined, models) = Conclusion.Run(run, splits);
        WhenItPays.Run(run, splits);
        WhichHabit.Run(run, splits, models);
        GoesWrong.Run(run, splits, joined, models);
        TestOnce.Run(run, rest, test);
        run.MachineMetric("peak-memory", "peak memory of the program, in millions of bytes", Memory.PeakMegabytes(),
            "0");
    }
}
