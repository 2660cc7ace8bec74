using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Regression;

/// <summary>Step 5: a network that is far too large, epoch by epoch.</summary>
static class Overfitting
{
    /// <returns>The validation loss, epoch by epoch.</returns>
    public static IReadOnlyList<double> Run(LessonRun run, Dataset data)
    {
        run.Heading("A network that is too large");
        var parts = Parts.Standardised(data, run.Seed);
        var epochs = Network.Epochs(run);

        #region fit
        var (train, validation) = (parts.Train, parts.Validation);
        var model = Network.Large(run.Seed);
        var history = model.Fit(train.X, train.Y,
            batchSize: Network.BatchSize, epochs: epochs,
            validationData: (validation.X, validation.Y),
            verbose: 0);
        #endregion

        run.Weights(model);
        model.Summary(run.Output("summary"));
        run.Metric("parameters", "parameters of the large network", model.CountParams(), "#,0");
        run.Metric("train-rows", "training rows in a split", train.Count, "0");

        var (training, held) = (history["mse"], history["val_mse"]);
        var best = held.Min();
        run.Metric("over-first", "training loss in the first epoch", training[0], "0");
        run.Metric("over-train", "training loss in the last epoch", training[^1], "0.0");
        run.Metric("over-val", "validation loss in the last epoch", held[^1], "0.0");
        run.Metric("over-best", "lowest validation loss", best, "0.0");
        run.Metric("over-best-epoch", "epoch of the lowest validation loss", 1 + held.ToList().IndexOf(best), "0");

        const string Alt = "Loss over the epochs. The training loss falls almost to 0; the validation loss falls, "
            + "then turns and rises slowly.";
        run.Picture("overfitting", LearningCurvePlot.Draw("Too large, too long", Alt, "mse", (0, 40),
            new Curve("training", training), new Curve("validation", held)), Alt);
        return held;
    }
}
