using LearnDL.Lessons;

namespace Lessons.Pima;

/// <summary>From one neuron by hand to a network of three layers, and to what its accuracy is worth.</summary>
public sealed class PimaLesson : Lesson
{
    public override string Folder => "02-pima";

    public override string Title => "One neuron, then a network: diabetes";

    public override IReadOnlyList<Exercise> Exercises =>
    [
        new("The loss by hand", () => AnswerChecks.Loss(YourTurn.Loss)),
        new("One step of one neuron", () => AnswerChecks.Step(YourTurn.Step)),
        new("How many of the ill are found", () => AnswerChecks.Sensitivity(YourTurn.Sensitivity)),
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
