using System.Diagnostics;
using LearnDL.Lessons;
using LearnDL.Plots;
using MathNet.Numerics.Statistics;

namespace Lessons.Mnist;

/// <summary>Step 4: three epochs, with steps of one size and with steps that get smaller.</summary>
static class Training
{
    /// <returns>What the first training with falling steps reached on the held rows, and the seconds of the last, when
    /// everything was warm.</returns>
    public static Outcome Run(LessonRun run, ThreeWaySplit<Dataset> split)
    {
        run.Heading("Three epochs");
        var (epochs, seeds) = (Network.Epochs(run), run.Budget(full: 3, quick: 1));
        var (train, held) = (split.Train, split.Validation);
        var (same, smaller) = (new double[seeds], new double[seeds]);
        Sequential? first = null;
        History? history = null;
        var seconds = 0.0;

        using (var progress = run.Progress("training", 2 * seeds * epochs))
            for (var k = 0; k < seeds; k++)
            {
                var seed = run.Seed + k;
                var constant = Network.Build(seed);
                constant.Fit(train.X, train.Y, Network.BatchSize, epochs, verbose: 0, callbacks: [progress]);
                same[k] = constant.Evaluate(held.X, held.Y)["accuracy"];

                var clock = Stopwatch.StartNew();

                #region fit
                var model = Network.Build(seed);
                var falling = new LearningRateScheduler(
                    (epoch, _) => Network.Rate(epoch, epochs));
                var fitted = model.Fit(train.X, train.Y,
                    batchSize: Network.BatchSize, epochs: epochs,
                    validationData: (held.X, held.Y),
                    verbose: 0, callbacks: [falling, progress]);
                #endregion

                seconds = clock.Elapsed.TotalSeconds;
                if (k == 0) (first, history) = (model, fitted);
                smaller[k] = fitted["val_accuracy"][^1];
            }

        first!.Summary(run.Output("summary"));
        Report(run, history!, same, smaller);
        run.Say($"three epochs and their validation took {seconds:0.0} s");
        return new("128, 128", smaller[0], seconds, Size(first));
    }

    public static long Size(Sequential model) => model.GetWeights().Sum(weight => (long)weight.Size);

    static void Report(LessonRun run, History history, double[] same, double[] smaller)
    {
        var page = run.Output("training");
        page.WriteLine("epoch  rate    loss    val_loss  val_accuracy");
        for (var epoch = 0; epoch < history["loss"].Count; epoch++)
            page.WriteLine($"{epoch + 1,5}  {history["learning_rate"][epoch],-6}  {history["loss"][epoch]:0.0000}  "
                + $"{history["val_loss"][epoch]:0.0000}    {history["val_accuracy"][epoch]:0.00%}");

        run.Metric("rate-seeds", "seeds each was trained with", same.Length, "0");
        run.Metric("constant", "validation accuracy, steps of one size, mean over the seeds", same.Mean());
        run.Metric("falling", "validation accuracy, steps that get smaller, mean over the seeds", smaller.Mean());
        run.Metric("constant-lowest", "the lowest with steps of one size", same.Min());
        run.Metric("constant-highest", "the highest with steps of one size", same.Max());
        run.Metric("falling-lowest", "the lowest with steps that get smaller", smaller.Min());
        run.Metric("falling-highest", "the highest with steps that get smaller", smaller.Max());

        var alt = $"Validation accuracy of {same.Length} trainings each: "
            + $"mean {same.Mean():0.0%} with steps of one size, {smaller.Mean():0.0%} with steps that get smaller.";
        run.Picture("rates", SpreadPlot.Draw("Steps of one size, or smaller and smaller", alt, "validation accuracy",
            ("one size", same), ("smaller", smaller)), alt);
        const string LossAlt =
            "Two curves of the loss over the three epochs, on the training rows and on the held rows: both fall.";
        run.Picture("history", LearningCurvePlot.Draw("Loss, epoch by epoch", LossAlt, "loss",
            new Curve("training", history["loss"]), new Curve("validation", history["val_loss"])), LossAlt);
    }
}
