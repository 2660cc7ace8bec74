using LearnDL.Lessons;

namespace Lessons.Lstm;

/// <summary>
/// Why memory, what a recurrent network computes and how it learns; then what it is worth on the airline series.
/// </summary>
public sealed class LstmLesson : Lesson
{
    public override string Folder => "07-lstm";

    public override string Title => "Memory: recurrent networks and a forecast";

    public override IReadOnlyList<Exercise> Exercises =>
    [
        Exercise.Of("windows", "Windows of a series", YourTurn.Windows, AnswerChecks.Windows, Hints.Windows),
        Exercise.Of("step", "One time step of an LSTM", YourTurn.Step, AnswerChecks.Step, Hints.Step),
        Exercise.Of("back", "One time step back", YourTurn.StepBack, AnswerChecks.Back, Hints.StepBack),
    ];

    public override void Run(LessonRun run)
    {
        var airline = new Airline(run.Uses(Datasets.AirlinePassengers()));
        LookAtSeries.Run(run, airline);
        Baselines.Run(run, airline);
        WhyMemory.Run(run, airline);
        PlainRecurrent.Run(run);
        BpttByHand.Run(run);
        Vanishing.Run(run);
        GateByGate.Run(run);
        GatesBackward.Run(run);
        Flow.Run(run);
        Remember.Run(run);
        RecipeStep.Run(run, airline);
        var found = WhatItTakes.Run(run, airline);
        Seeds.Run(run, airline, found);
    }
}
