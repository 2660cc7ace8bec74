using LearnDL;
using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Cnn;

/// <summary>Step 7: the same image shifted, turned and zoomed, and what it brings on few images.</summary>
static class Augmentation
{
    static readonly string[] words = ["shifted", "turned", "zoomed"];

    #region changes
    static Layer[] Changes() =>
    [
        // by up to a tenth of the width and of the height
        new RandomTranslation(0.1, 0.1, fillMode: "constant"),
        // by up to 11 degrees
        new RandomRotation(0.03, fillMode: "constant"),
        // by up to a tenth
        new RandomZoom(0.1, fillMode: "constant"),
    ];
    #endregion

    public static void Run(LessonRun run, ThreeWaySplit<Dataset> split)
    {
        run.Heading("More images from the same ones");
        Show(run, split.TrainAndValidation);
        var (rows, epochs) = (run.Budget(full: 3000, quick: 128), run.Budget(full: 10, quick: 1));
        var (few, held) = (ImageSplit.First(split.Train, rows),
            ImageSplit.First(split.Validation, run.Budget(full: 3000, quick: 60)));

        #region moved
        var moved = held.X    // 2 pixels down, 2 to the right
            .Pad([0, 2, 2], [0, 0, 0])[.., ..28, ..28];
        #endregion

        run.Metric("changed-rows", "images that augmentation is tried on", few.Count, "#,0");
        run.Metric("changed-epochs", "epochs that augmentation is tried for", epochs, "0");
        var page = run.Output("augmentation");
        page.WriteLine("trained                validation images    moved");
        using (var progress = run.Progress("augmentation", 3 * epochs, Network.Batches(few)))
        {
            Try("dense", "lesson 4's network", Network.BuildDense(run.Seed));
            Try("plain", "convolution", Network.Build(run.Seed, (0.25, 0.5)));
            Try("changed", "with changed images", Network.Build(run.Seed, (0.25, 0.5), Changes()));

            void Try(string name, string label, Sequential model)
            {
                model.Fit(few.X, few.Y, Network.BatchSize, epochs, verbose: 0, callbacks: [progress]);
                var (there, far) = (model.Evaluate(held.X, held.Y, Network.BatchSize)["accuracy"],
                    model.Evaluate(moved, held.Y, Network.BatchSize)["accuracy"]);
                page.WriteLine($"{label,-20}   {there,17:0.00%}   {far:0.00%}");
                run.Metric($"{name}-accuracy", $"validation accuracy of {label}", there, "0.0%");
                run.Metric($"{name}-moved", $"accuracy of {label} on moved validation images", far, "0.0%");
            }
        }
    }

    static void Show(LessonRun run, Dataset data)
    {
        const int Each = 5;

        #region show
        var digit = data.X[..1].Cast(DType.Float32)
            .Reshape(1, 28, 28, 1);
        var pictures = new List<double[,]>();
        foreach (var change in Changes())
        {
            change.Build(digit.Shape, DType.Float32,
                new RandomSource(run.Seed));
            for (var k = 0; k < Each; k++)
            {
                var call = change.NewCall();
                var changed = call.Forward(digit, training: true);
                pictures.Add(Pictures.Channel(changed, 0, 0));
            }
        }
        #endregion

        const string Alt = "Three rows of five pictures of the same image: "
            + "shifted by a few pixels, turned by a few degrees, and made a little larger or smaller.";
        run.Picture("changes", ImageGridPlot.Draw("One image, changed fifteen times", Alt, pictures,
            [.. words.SelectMany(word => Enumerable.Repeat(word, Each))], columns: Each, high: 255), Alt);
    }
}
