using LearnDL.Lessons;

namespace Lessons.Speed;

/// <summary>One matrix product in seven versions, each measured against what the machine can do at most.</summary>
public sealed class SpeedLesson : Lesson
{
    public override string Folder => "05-speed";

    public override string Title => "How dot gets fast";

    public override bool MeasuresTime => true;

    public override IReadOnlyList<Exercise> Exercises =>
    [
        new("The third order of the loops", () => AnswerChecks.LoopOrder(YourTurn.LoopOrder)),
        new("Vectors and what is left over", () => AnswerChecks.RowDot(YourTurn.RowDot)),
        new("Packing a turned matrix", () => AnswerChecks.PackTurned(YourTurn.PackTurned)),
    ];

    public override void Run(LessonRun run)
    {
        SameBits.Run(run);
        Staircase.Run(run);
        ByTheWay.Run(run);
        Sizes.Run(run);
    }
}
