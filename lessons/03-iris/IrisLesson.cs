using LearnDL.Lessons;

namespace Lessons.Iris;

/// <summary>Three classes: softmax, its gradient, and a trap that lies in the order of the rows.</summary>
public sealed class IrisLesson : Lesson
{
    public override string Folder => "03-iris";

    public override string Title => "Three classes: softmax on iris";

    public override IReadOnlyList<Exercise> Exercises =>
    [
        Exercise.Of("softmax", "Softmax that does not overflow", YourTurn.Softmax, AnswerChecks.Softmax, Hints.Softmax),
        Exercise.Of("gradient", "The gradient of a batch", YourTurn.Gradient, AnswerChecks.Gradient, Hints.Gradient),
        Exercise.Of("accuracy", "Accuracy from probabilities",
            YourTurn.Accuracy, AnswerChecks.Accuracy, Hints.Accuracy),
    ];

    public override void Run(LessonRun run)
    {
        var data = run.Uses(Datasets.Iris());
        LookAtData.Run(run, data);
        SoftmaxByHand.Run(run);
        LearningRates.Run(run, data);
        HeldOut.Run(run, data);
        SortedRows.Run(run, data);
    }
}
