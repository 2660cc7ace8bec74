using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Cnn;

/// <summary>Step 6: the network on few images, with dropout and without.</summary>
static class WithoutDropout
{
    public static void Run(LessonRun run, ThreeWaySplit<Dataset> split)
    {
        run.Heading("With dropout and without");
        Network.Build(run.Seed).Summary(run.Output("summary"));
        var (rows, epochs) = (run.Budget(full: 1500, quick: 128), run.Budget(full: 15, quick: 2));
        var (few, held) = (ImageSplit.First(split.Train, rows),
            ImageSplit.First(split.Validation, run.Budget(full: 2000, quick: 60)));
        History with, without;
        using (var progress = run.Progress("with dropout and without", 2 * epochs, Network.Batches(few)))
        {
            History Fit(Sequential model) => model.Fit(few.X, few.Y, Network.BatchSize, epochs, verbose: 0,
                validationData: (held.X, held.Y), callbacks: [progress, new OnTrainingImages(few)]);

            #region compare
            with = Fit(Network.Build(run.Seed, dropout: (0.25, 0.5)));
            without = Fit(Network.Build(run.Seed, dropout: (0, 0)));
            #endregion
        }

        run.Metric("few", "images that dropout is tried on", few.Count, "#,0");
        run.Metric("few-epochs", "epochs that dropout is tried for", epochs, "0");
        var page = run.Output("dropout");
        page.WriteLine("           training images    validation images");
        page.WriteLine("dropout    accuracy   loss    accuracy   loss");
        foreach (var (name, history) in new[] { ("with", with), ("without", without) })
        {
            page.WriteLine($"{name,-9}   {history["seen_accuracy"][^1]:0.00%}   {history["seen_loss"][^1]:0.000}    "
                + $"{history["val_accuracy"][^1],8:0.00%}   {history["val_loss"][^1]:0.000}");
            run.Metric($"{name}-seen", $"accuracy on the training images {name} dropout", history["seen_accuracy"][^1]);
            run.Metric($"{name}-held", $"validation accuracy {name} dropout", history["val_accuracy"][^1]);
            run.Metric($"{name}-loss", $"validation loss {name} dropout", history["val_loss"][^1], "0.000");
            run.Metric($"{name}-gap", $"points between both accuracies {name} dropout",
                100 * (history["seen_accuracy"][^1] - history["val_accuracy"][^1]), "0.0");
        }

        var lowest = new[] { with, without }
            .Min(history => Math.Min(history["seen_accuracy"].Min(), history["val_accuracy"].Min()));
        Draw(run, "with", "With dropout", with, lowest);
        Draw(run, "without", "Without dropout", without, lowest);
    }

    static void Draw(LessonRun run, string name, string title, History history, double lowest)
    {
        var alt =
            $"{title}: two curves of the accuracy over the epochs. At the end {history["seen_accuracy"][^1]:0.0%} on "
            + $"the training images and {history["val_accuracy"][^1]:0.0%} on the validation images.";
        run.Picture(name, LearningCurvePlot.Draw(title, alt, "accuracy", (lowest - 0.01, 1.005),
            new Curve("training images", history["seen_accuracy"]),
            new Curve("validation images", history["val_accuracy"])), alt);
    }

    /// <summary>
    /// After each epoch, the figures on the training images as the network is used: those of the training itself are a
    /// mean over the epoch, with dropout at work.
    /// </summary>
    sealed class OnTrainingImages(Dataset seen) : Callback
    {
        public override bool WantsBatches => false;

        public override void OnEpochEnd(int epoch, Logs logs)
        {
            foreach (var (name, value) in Model.Evaluate(seen.X, seen.Y, Network.BatchSize))
                logs["seen_" + name] = value;
        }
    }
}
