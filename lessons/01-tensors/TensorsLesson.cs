using LearnDL.Lessons;

namespace Lessons.Tensors;

/// <summary>Tensors by hand: what they are, and the three families of ops that networks are made of.</summary>
public sealed class TensorsLesson : Lesson
{
    public override string Folder => "01-tensors";

    public override string Title => "Tensors by hand";

    public override IReadOnlyList<Exercise> Exercises =>
    [
        new("Celsius to Fahrenheit, element by element", () => AnswerChecks.Fahrenheit(YourTurn.Fahrenheit)),
        new("Centre every column", () => AnswerChecks.CentreColumns(YourTurn.CentreColumns)),
        new("What each basket costs, as one product", () => AnswerChecks.Totals(YourTurn.Totals)),
        new("The middle of every picture", () => AnswerChecks.Middle(YourTurn.Middle)),
    ];

    public override void Run(LessonRun run)
    {
        FirstTensors.Run(run);
        Elementwise.Run(run);
        Broadcasting.Run(run);
        Dots.Run(run);
        Reducing.Run(run);
        Reshaping.Run(run);
    }
}
