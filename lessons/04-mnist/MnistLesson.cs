using LearnDL.Lessons;

namespace Lessons.Mnist;

/// <summary>
/// Handwritten digits: images as tensors, a network of three layers, and what its mistakes look like.
/// </summary>
public sealed class MnistLesson : Lesson
{
    public override string Folder => "04-mnist";

    public override string Title => "Handwritten digits: MNIST";

    public override string OwnData =>
        "a folder with the four IDX files of another set of 28 x 28 images in ten classes, such as Fashion-MNIST";

    public override IReadOnlyList<Exercise> Exercises =>
    [
        Exercise.Of("scale", "From bytes to rows of numbers", YourTurn.Scale, AnswerChecks.Scale, Hints.Scale),
        Exercise.Of("loss", "The loss of class numbers", YourTurn.Loss, AnswerChecks.Loss, Hints.Loss),
        Exercise.Of("worst", "The worst mistakes", YourTurn.Worst, AnswerChecks.Worst, Hints.Worst),
    ];

    public override void Run(LessonRun run)
    {
        var (all, test) = run.OwnData is { } folder ? Datasets.Mnist(folder) : Datasets.Mnist();
        run.Uses(all);
        run.Uses(test);
        LookAtDigits.Run(run, all);
        var split = ImageSplit.Of(run, all, test, quickRows: 2000);
        ColumnNorms.Run(run, all);
        PixelScale.Run(run, split);
        var recipe = Training.Run(run, split);
        Variants.Run(run, split, recipe);
        var model = TestOnce.Run(run, split);
        Mistakes.Run(run, split.Test, model);
        Certainty.Run(run, split.Test, model);
        FirstLayer.Run(run, split.TrainAndValidation, model);
        run.MachineMetric("peak-memory", "peak memory of the program, in millions of bytes",
            Memory.PeakMegabytes(), "0");
    }
}
