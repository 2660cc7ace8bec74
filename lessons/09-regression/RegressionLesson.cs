using LearnDL.Lessons;

namespace Lessons.Regression;

/// <summary>A number instead of a class: two losses, baselines, overfitting and its cures, and a verdict.</summary>
public sealed class RegressionLesson : Lesson
{
    public override string Folder => "09-regression";

    public override string Title => "A number, not a class: the price of homes";

    public override IReadOnlyList<Exercise> Exercises =>
    [
        Exercise.Of("gradient", "The gradient of the mae", YourTurn.Gradient, AnswerChecks.Gradient, Hints.Gradient),
        Exercise.Of("huber", "A loss between the two", YourTurn.Huber, AnswerChecks.Huber, Hints.Huber),
        Exercise.Of("stop", "Early stopping by hand", YourTurn.BestEpoch, AnswerChecks.BestEpoch, Hints.BestEpoch),
    ];

    public override void Run(LessonRun run)
    {
        var data = run.Uses(Datasets.BostonHousing());
        LookAtData.Run(run, data);
        LossesByHand.Run(run, data);
        Baselines.Run(run, data);
        TwoLosses.Run(run, data);
        var bare = Overfitting.Run(run, data);
        var cures = Cures.Run(run, data, bare);
        Conclusion.Run(run, data, cures);
        Neighbours.Run(run, data);
        FewRows.Run(run, data);
    }
}
