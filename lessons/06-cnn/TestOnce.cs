using System.Diagnostics;
using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Cnn;

/// <summary>Step 8: all choices are made; all training images teach, and the test images are looked at once.</summary>
static class TestOnce
{
    public static Sequential Run(LessonRun run, ThreeWaySplit<Dataset> split)
    {
        run.Heading("The test images, once");
        var (all, test, epochs) = (split.TrainAndValidation, split.Test, Network.Epochs(run));
        if (run.Quick) run.Say($"Quick: trained on {all.Count:#,0} of the images only.");
        var clock = Stopwatch.StartNew();
        Sequential model;
        History history;
        using (var progress = run.Progress("final training", epochs, Network.Batches(all)))
        {
            #region test
            var falling = Network.Falling(epochs);
            model = Network.Build(seed: run.Seed);
            history = model.Fit(all.X, all.Y,
                batchSize: Network.BatchSize, epochs: epochs,
                verbose: 0, callbacks: [falling, progress]);
            #endregion
        }

        var seconds = clock.Elapsed.TotalSeconds / epochs;
        var right = model.Evaluate(test.X, test.Y, Network.BatchSize)["accuracy"];
        run.Weights(model);
        var page = run.Output("test");
        page.WriteLine("epoch  rate    loss    accuracy");
        for (var epoch = 0; epoch < epochs; epoch++)
            page.WriteLine($"{epoch + 1,5}  {history["learning_rate"][epoch]:0.0000}  {history["loss"][epoch]:0.0000}  "
                + $"{history["accuracy"][epoch]:0.00%}");
        page.WriteLine($"\n{right:0.00%} of {test.Count:#,0} test images");

        run.Metric("epochs", "epochs of the final training", epochs, "0");
        run.Metric("rows", "images of the final training", all.Count, "#,0");
        run.Metric("test-accuracy", "test accuracy", right);
        run.Metric("test-error",
            "standard deviation of an accuracy that comes from the number of test images alone, in points",
            100 * Math.Sqrt(right * (1 - right) / test.Count), "0.00");
        run.MachineMetric("epoch-seconds", "seconds per epoch of the final training", seconds, "0.0");
        run.MachineMetric("images-second", "images per second in the final training", all.Count / seconds, "#,0");
        Confusion(run, test, model);
        return model;
    }

    static void Confusion(LessonRun run, Dataset test, Sequential model)
    {
        var predicted = Scores.Classes(model.PredictClasses(test.X, Network.BatchSize));
        var counts = Scores.Confusion(test.Y.AsSpan<int>(), predicted, 10);
        var mixed = (from i in Enumerable.Range(0, 10)
                     from j in Enumerable.Range(0, 10)
                     where i != j
                     orderby counts[i, j] descending, i, j
                     select (True: i, Predicted: j, Count: counts[i, j])).First();
        var errors = test.Count - Enumerable.Range(0, 10).Sum(k => counts[k, k]);
        run.Metric("errors", "errors on the test images", errors, "0");
        var alt = $"Of {test.Count:#,0} test images {errors} are read incorrectly. The most frequent error: "
            + $"a {mixed.True} is taken for a {mixed.Predicted}, {mixed.Count} times.";
        run.Picture("confusion", ConfusionMatrixPlot.Draw("Who is taken for whom", alt, counts, test.ClassNames), alt);
    }
}
