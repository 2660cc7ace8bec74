using LearnDL.Lessons;

namespace Lessons.Pima;

/// <summary>Step 4: the network as the published recipe has it, trained and judged on all 768 rows.</summary>
static class Recipe
{
    public const int BatchSize = 10;

    public static int Epochs(LessonRun run) => run.Budget(full: 150, quick: 15);

    public static void Run(LessonRun run, Dataset data)
    {
        run.Heading("The network, on all rows");
        var seeds = run.Budget(full: 5, quick: 1);
        var epochs = Epochs(run);
        var page = run.Output("recipe");
        var accuracies = new double[seeds];

        using (var progress = run.Progress("all rows", seeds * epochs))
            for (var k = 0; k < seeds; k++)
            {
                #region recipe
                var model = Network.Build(seed: run.Seed + k);
                model.Fit(data.X, data.Y,
                    batchSize: BatchSize, epochs: epochs,
                    verbose: 0, callbacks: [progress]);

                var scores = model.Evaluate(data.X, data.Y);
                #endregion

                accuracies[k] = scores["accuracy"];
                if (k > 0) continue;
                model.Summary(run.Output("summary"));
                run.Weights(model);
            }

        for (var k = 0; k < seeds; k++)
            page.WriteLine($"seed {run.Seed + k}: {accuracies[k]:0.00%} of the training rows right");
        run.Metric("train-accuracy", "accuracy on the rows it was trained on", accuracies[0]);
        run.Metric("train-accuracy-lowest", "the same, lowest of the seeds tried", accuracies.Min());
        run.Metric("train-accuracy-highest", "the same, highest of the seeds tried", accuracies.Max());
    }
}
