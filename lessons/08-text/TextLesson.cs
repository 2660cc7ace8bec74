using LearnDL.Lessons;

namespace Lessons.Text;

/// <summary>
/// Words as numbers, a bag of words, an embedding and an LSTM that tell spam from other mail, and what they go by.
/// </summary>
public sealed class TextLesson : Lesson
{
    public override string Folder => "08-text";

    public override string Title => "Networks that read: is this mail spam?";

    public override string OwnData => "the path of imdb.npz, Keras's film reviews";

    public override IReadOnlyList<Exercise> Exercises =>
    [
        Exercise.Of("pad", "Padding at the front", YourTurn.Pad, AnswerChecks.Pad, Hints.Pad),
        Exercise.Of("gradient", "The gradient of an embedding",
            YourTurn.EmbeddingGradient, AnswerChecks.EmbeddingGradient, Hints.EmbeddingGradient),
        Exercise.Of("carry", "A step that is only padding", YourTurn.Carry, AnswerChecks.Carry, Hints.Carry),
    ];

    public override void Run(LessonRun run)
    {
        if (run.OwnData is { } path)
        {
            Imdb.Run(run, path);
            return;
        }

        var data = run.Uses(Datasets.SpamAssassin());
        LookAtData.Run(run, data);
        var split = MailSplit.Of(run, data);
        WordNumbers.Run(run, split);
        var bag = BagOfWords.Run(run, split);
        Giveaways.Run(run, split);
        EmbeddingByHand.Run(run);
        PaddingSkipped.Run(run, split);
        Choose.Run(run, split);
        var answers = TestOnce.Run(run, split);
        Mistakes.Run(run, split.Test, answers);
        Twins.Run(run, split, answers);
        WordOrder.Run(run, split.Test, answers);
        Gates.Run(run, split.Test, answers);
        WordMap.Run(run, bag, answers);
        Imdb.Show(run);
        run.MachineMetric("peak-memory", "peak memory of the program, in millions of bytes",
            Memory.PeakMegabytes(), "0");
    }
}
