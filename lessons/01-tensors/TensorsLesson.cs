using LearnDL.Lessons;

namespace Lessons.Tensors;

/// <summary>Tensors by hand: what they are, and the three families of ops that networks are made of.</summary>
public sealed class TensorsLesson : Lesson
{
    public override string Folder => "01-tensors";

    public override string Title => "Tensors by hand";

    public override IReadOnlyList<Exercise> Exercises =>
    [
        Exercise.Of("fahrenheit", "Celsius to Fahrenheit, element by element",
            YourTurn.Fahrenheit, AnswerChecks.Fahrenheit, Hints.Fahrenheit),
        Exercise.Of("centre", "Centre every column",
            YourTurn.CentreColumns, AnswerChecks.CentreColumns, Hints.CentreColumns),
        Exercise.Of("totals", "What each basket costs, as one product",
            YourTurn.Totals, AnswerChecks.Totals, Hints.Totals),
        Exercise.Of("middle", "The middle of every picture", YourTurn.Middle, AnswerChecks.Middle, Hints.Middle),
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
