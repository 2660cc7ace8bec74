using LearnDL.Lessons;
using LearnDL.Plots;
using MathNet.Numerics.Statistics;

namespace Lessons.Iris;

/// <summary>Step 4: the accuracy on rows it never saw, over several stratified splits.</summary>
static class HeldOut
{
    public static void Run(LessonRun run, Dataset data)
    {
        run.Heading("On flowers it never saw");
        var (splits, epochs) = (run.Budget(full: 20, quick: 2), run.Budget(full: 100, quick: 20));
        var (accuracies, withoutHidden) = (new double[splits], new double[splits]);
        var counts = new int[3, 3];
        History? first = null;

        using (var progress = run.Progress("held out", 2 * splits * epochs))
            for (var k = 0; k < splits; k++)
            {
                #region splits
                var seed = run.Seed + k;
                var (trainRows, testRows) =
                    Split.Stratified(data.Y, testFraction: 0.2, seed);
                var train = data.Rows(trainRows);
                var test = data.Rows(testRows);
                var (yTrain, yTest) = (train.Y.OneHot(3), test.Y.OneHot(3));

                var model = Network.Build(seed);
                var history = model.Fit(train.X, yTrain,
                    batchSize: Network.BatchSize, epochs: epochs,
                    validationData: (test.X, yTest),
                    verbose: 0, callbacks: [progress]);
                accuracies[k] = model.Evaluate(test.X, yTest)["accuracy"];
                #endregion

                var plain = Network.BuildWithoutHidden(seed);
                plain.Fit(train.X, yTrain, batchSize: Network.BatchSize, epochs: epochs, verbose: 0,
                    callbacks: [progress]);
                withoutHidden[k] = plain.Evaluate(test.X, yTest)["accuracy"];

                AddConfusion(counts, test, model);
                if (k > 0) continue;
                first = history;
                model.Summary(run.Output("summary"));
                run.Weights(model);
            }

        Report(run, accuracies, withoutHidden);
        ReportOne(run, counts, first!, data.ClassNames);
    }

    static void AddConfusion(int[,] counts, Dataset test, Sequential model)
    {
        var one = Scores.Confusion(test.Y.AsSpan<int>(), Scores.Classes(model.PredictClasses(test.X)), classes: 3);
        for (var i = 0; i < 3; i++)
            for (var j = 0; j < 3; j++)
                counts[i, j] += one[i, j];
    }

    static void Report(LessonRun run, double[] accuracies, double[] withoutHidden)
    {
        var (mean, deviation) = accuracies.MeanStandardDeviation();
        var page = run.Output("held-out");
        page.WriteLine($"{accuracies.Length} splits, a fifth of the flowers held out each time");
        page.WriteLine($"8 relu, 3 softmax  {mean:0.0%} ± {deviation:0.0%}");
        page.WriteLine($"3 softmax alone    {withoutHidden.Mean():0.0%} ± {withoutHidden.StandardDeviation():0.0%}");
        run.Metric("test-accuracy", "test accuracy, mean over the splits", mean);
        run.Metric("test-accuracy-spread", "its standard deviation over the splits", deviation);
        run.Metric("test-accuracy-lowest", "test accuracy on the hardest split", accuracies.Min());

        run.Metric("plain", "the same without the hidden layer", withoutHidden.Mean());

        var alt = $"Held-out accuracy on {accuracies.Length} splits, one dot each: "
            + $"mean {mean:0.0%} with the hidden layer, {withoutHidden.Mean():0.0%} without.";
        run.Picture("held-out", SpreadPlot.Draw("Held-out accuracy", alt, "held-out accuracy",
            ("8 relu, 3 softmax", accuracies), ("3 softmax alone", withoutHidden)), alt);
    }

    static void ReportOne(LessonRun run, int[,] counts, History first, string[] names)
    {

        const string CurveAlt = "Two curves of the loss over the epochs, "
            + "on the training rows and on the held-out rows: both fall together and flatten.";
        run.Picture("history", LearningCurvePlot.Draw("Loss, epoch by epoch", CurveAlt, "loss",
            new Curve("training", first["loss"]), new Curve("held out", first["val_loss"])), CurveAlt);

        var mixed = counts[1, 2] + counts[2, 1];
        var errors = counts.Cast<int>().Sum() - counts[0, 0] - counts[1, 1] - counts[2, 2];
        var matrixAlt = $"All splits together: {errors} errors, of which {mixed} between versicolor and virginica; "
            + $"setosa right {counts[0, 0]} times.";
        run.Picture("confusion",
            ConfusionMatrixPlot.Draw("Who is taken for whom", matrixAlt, counts, names), matrixAlt);
        run.Metric("errors", "errors on all splits together", errors, "0");
        run.Metric("errors-mixed", "of which versicolor and virginica were mixed up", mixed, "0");
    }
}
