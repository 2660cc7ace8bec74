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
        Exercise.Of("loops", "The third order of the loops",
            YourTurn.LoopOrder, AnswerChecks.LoopOrder, Hints.LoopOrder),
        Exercise.Of("row", "Vectors and what is left over", YourTurn.RowDot, AnswerChecks.RowDot, Hints.RowDot),
        Exercise.Of("pack", "Packing a transposed matrix",
            YourTurn.PackTransposed, AnswerChecks.PackTransposed, Hints.PackTransposed),
    ];

    public override void Run(LessonRun run)
    {
        if (run.Quick) run.Say("Too short: read no speeds here. A quick run only shows that every step works.");
        SameBits.Run(run);

        // Another program may disturb any measurement of the limits. So they are measured
        // again and again; the highest count.
        var roof = Roof.Measure(run.Quick);
        var staircase = Staircase.Measure(run);
        roof = roof.Or(Roof.Measure(run.Quick));
        ByTheWay.Run(run);
        var fastest = Sizes.Run(run);
        roof = roof.Or(Roof.Measure(run.Quick));
        var roofline = Roofline.Measure(run);
        roof = roof.Or(Roof.Measure(run.Quick))
            .AtLeast(staircase.OneProcessor, staircase.AllProcessors)
            .AtLeast(fastest.OneProcessor, fastest.AllProcessors)
            .AtLeast(roofline.OneProcessor, roofline.OneProcessor, roofline.GigabytesPerSecond);

        roof.Report(run);
        staircase.Report(run, roof);
        roofline.Report(run, roof);
    }
}
