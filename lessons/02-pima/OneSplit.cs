using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Pima;

/// <summary>Step 6: one split looked at closely: the curves while it trains, and who is confused with whom.</summary>
static class OneSplit
{
    public static void Run(LessonRun run, Dataset data)
    {
        run.Heading("One split, closely");
        var epochs = Recipe.Epochs(run);
        var (trainRows, testRows) = Split.Stratified(data.Y, testFraction: 0.2, run.Seed);
        var (filledTrain, filledTest) = MissingZeros.Fill(data.Rows(trainRows), data.Rows(testRows));
        var (train, test) = HeldOut.Standardised(filledTrain, filledTest);
        var model = Network.Build(run.Seed);

        History history;
        using (var progress = run.Progress("one split", epochs))
        {
            #region history
            history = model.Fit(train.X, train.Y,
                batchSize: Recipe.BatchSize, epochs: epochs,
                validationData: (test.X, test.Y),
                verbose: 0, callbacks: [progress]);
            #endregion
        }

        const string Alt =
            "Two curves of the loss over the epochs, one on the training rows and one on the held-out rows.";
        run.Picture("history", LearningCurvePlot.Draw("Loss, epoch by epoch", Alt, "loss",
            new Curve("training", history["loss"]), new Curve("held out", history["val_loss"])), Alt);
        const string AccuracyAlt =
            "Two curves of the accuracy over the epochs, one on the training rows and one on the held-out rows.";
        run.Picture("accuracy", LearningCurvePlot.Draw("Accuracy, epoch by epoch", AccuracyAlt, "accuracy",
            new Curve("training", history["accuracy"]), new Curve("held out", history["val_accuracy"])), AccuracyAlt);
        run.Metric("last-loss", "loss on the training rows in the last epoch", history["loss"][^1], "0.000");
        run.Metric("last-val-loss", "loss on the held-out rows in the last epoch", history["val_loss"][^1], "0.000");
        var best = history["val_loss"].Min();
        run.Metric("best-val-loss", "lowest loss on the held-out rows", best, "0.000");
        run.Metric("best-epoch", "epoch of the lowest loss on the held-out rows",
            1 + history["val_loss"].ToList().IndexOf(best), "0");

        Confusion(run, model, test);
    }

    static void Confusion(LessonRun run, Sequential model, Dataset test)
    {
        var page = run.Output("confusion");

        #region confusion
        var classes = model.PredictClasses(test.X);
        var predicted = Scores.Classes(classes);
        var counts = Scores.Confusion(
            test.Y.AsSpan<int>(), predicted, classes: 2);

        // row: what is true; column: what was predicted
        var (told, alarmed) = (counts[0, 0], counts[0, 1]);
        var (missed, found) = (counts[1, 0], counts[1, 1]);
        #endregion

        page.WriteLine($"healthy: {told} told so, {alarmed} alarmed for nothing");
        page.WriteLine($"ill:     {found} found, {missed} missed");

        var alt = $"Of the healthy, {told} were predicted healthy and {alarmed} ill; "
            + $"of the ill, {found} were predicted ill and {missed} healthy.";
        run.Picture("confusion",
            ConfusionMatrixPlot.Draw("Who is taken for whom", alt, counts, ["healthy", "ill"]), alt);
        run.Metric("missed", "ill women the network missed, of those held out",
            (double)missed / (missed + found), "0%");
        run.Metric("test-accuracy", "test accuracy on this split", Scores.Accuracy(test.Y.AsSpan<int>(), predicted));
        run.Metric("test-rows", "held-out rows in a split", test.Count, "0");
    }
}
