using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Mnist;

/// <summary>Step 6: all choices are made, so the test images may be looked at. Once.</summary>
static class TestOnce
{
    /// <returns>The model of the first seed.</returns>
    public static Sequential Run(LessonRun run, ThreeWaySplit<Dataset> split)
    {
        run.Heading("The test images, once");
        var (epochs, seeds) = (Network.Epochs(run), run.Budget(full: 3, quick: 1));
        var (all, test) = (split.TrainAndValidation, split.Test);
        var accuracies = new double[seeds];
        Sequential? first = null;

        using (var progress = run.Progress("final trainings", seeds * epochs))
            for (var k = 0; k < seeds; k++)
            {
                var falling = Network.Falling(epochs);

                #region test
                var model = Network.Build(seed: run.Seed + k);
                model.Fit(all.X, all.Y,
                    batchSize: Network.BatchSize, epochs: epochs,
                    verbose: 0, callbacks: [falling, progress]);
                accuracies[k] = model.Evaluate(test.X, test.Y)["accuracy"];
                #endregion

                first ??= model;
            }

        run.Weights(first!);
        var page = run.Output("test");
        for (var k = 0; k < seeds; k++)
            page.WriteLine($"seed {run.Seed + k}   {accuracies[k]:0.00%} of {test.Count:#,0} test images");
        var p = accuracies[0];
        run.Metric("test-accuracy", "test accuracy", p);
        run.Metric("test-seeds", "seeds", seeds, "0");
        run.Metric("test-lowest", "the lowest test accuracy of the seeds", accuracies.Min());
        run.Metric("test-highest", "the highest test accuracy of the seeds", accuracies.Max());
        run.Metric("test-error",
            "standard deviation of an accuracy that comes from the number of test images alone, in points",
            100 * Math.Sqrt(p * (1 - p) / test.Count), "0.00");
        Confusion(run, test, first!);
        return first!;
    }

    static void Confusion(LessonRun run, Dataset test, Sequential model)
    {
        #region confusion
        var classes = model.PredictClasses(test.X);
        var predicted = Scores.Classes(classes);
        var counts = Scores.Confusion(
            test.Y.AsSpan<int>(), predicted, classes: 10);
        #endregion

        var mixed = (from i in Enumerable.Range(0, 10)
                     from j in Enumerable.Range(0, 10)
                     where i != j
                     orderby counts[i, j] descending, i, j
                     select (True: i, Predicted: j, Count: counts[i, j])).Take(4).ToArray();
        var page = run.Output("confusion");
        foreach (var (i, j, count) in mixed)
            page.WriteLine($"{count,3} times a {test.ClassNames[i]} was taken for a {test.ClassNames[j]}");

        var errors = test.Count - Enumerable.Range(0, 10).Sum(k => counts[k, k]);
        run.Metric("errors", "errors on the test images", errors, "0");
        var alt = $"Of {test.Count:#,0} test images {errors} are read incorrectly. The most frequent error: "
            + $"a {mixed[0].True} is taken for a {mixed[0].Predicted}, {mixed[0].Count} times.";
        run.Picture("confusion", ConfusionMatrixPlot.Draw("Who is taken for whom", alt, counts, test.ClassNames), alt);
    }
}
