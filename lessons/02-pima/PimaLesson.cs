using LearnDL.Lessons;

namespace Lessons.Pima;

/// <summary>From one neuron by hand to a network of three layers, and to what its accuracy is worth.</summary>
public sealed class PimaLesson : Lesson
{
    public override string Folder => "02-pima";

    public override string Title => "One neuron, then a network: diabetes";

    public override IReadOnlyList<Exercise> Exercises =>
    [
        Exercise.Of("loss", "The loss by hand", YourTurn.Loss, AnswerChecks.Loss, Hints.Loss),
        Exercise.Of("step", "One step of one neuron", YourTurn.Step, AnswerChecks.Step, Hints.Step),
        Exercise.Of("sensitivity", "How many of the ill are found",
            YourTurn.Sensitivity, AnswerChecks.Sensitivity, Hints.Sensitivity),
    ];

    public override void Run(LessonRun run)
    {
        var data = run.Uses(Datasets.Pima());
        LookAtData.Run(run, data);
        Neuron.Run(run, data);
        GradientByDifferences.Run(run, data);
        Recipe.Run(run, data);
        HeldOut.Run(run, data);
        OneSplit.Run(run, data);
        TwelveLines.Run(run);
    }
}
