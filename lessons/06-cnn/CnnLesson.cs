using LearnDL.Lessons;

namespace Lessons.Cnn;

/// <summary>
/// Convolution: by hand, as a product, backward; then a network that reads digits, and what it looks at.
/// </summary>
public sealed class CnnLesson : Lesson
{
    public override string Folder => "06-cnn";

    public override string Title => "Networks that see: convolution";

    public override string OwnData =>
        "a folder with the four IDX files of another set of 28 x 28 images in ten classes, such as Fashion-MNIST";

    public override IReadOnlyList<Exercise> Exercises =>
    [
        Exercise.Of("edges", "A window for horizontal edges",
            YourTurn.HorizontalEdges, AnswerChecks.Edges, Hints.HorizontalEdges),
        Exercise.Of("places", "How many places a window takes", YourTurn.Places, AnswerChecks.Places, Hints.Places),
        Exercise.Of("pool", "Pooling by hand", YourTurn.Pool, AnswerChecks.Pool, Hints.Pool),
    ];

    public override void Run(LessonRun run)
    {
        var (all, test) = run.OwnData is { } folder ? Datasets.Mnist(folder) : Datasets.Mnist();
        run.Uses(all);
        run.Uses(test);
        EdgeByHand.Run(run, all);
        Places.Run(run);
        PatchProduct.Run(run);
        BackwardByHand.Run(run);
        LayerChecks.Run(run);
        PoolingByHand.Run(run, all);
        var split = ImageSplit.Of(run, all, test, quickRows: 600);
        WithoutDropout.Run(run, split);
        Augmentation.Run(run, split);
        var model = TestOnce.Run(run, split);
        Mistakes.Run(run, split.Test, model);
        Learned.Run(run, split.Test, model);
        Occlusion.Run(run, split.Test, model);
        Literature.Run(run);
        run.MachineMetric("peak-memory", "peak memory of the program, in millions of bytes",
            Memory.PeakMegabytes(), "0");
    }
}
