using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Text;

/// <summary>
/// Step 7: three networks on the mails to learn from, judged on those to choose with, each with several seeds.
/// </summary>
static class Choose
{
    public static int Epochs(LessonRun run) => run.Budget(full: 5, quick: 1);

    public static void Run(LessonRun run, ThreeWaySplit<ListDataset<string>> split)
    {
        run.Heading("The network");
        var (train, held, epochs, seeds) = (split.Train, split.Validation, Epochs(run), run.Budget(full: 3, quick: 1));
        Network.Build(run.Seed).Summary(run.Output("summary"));
        var page = run.Output("choose");
        page.WriteLine("                   loss                  accuracy,");
        page.WriteLine("                   training  validation  validation");
        using var progress = run.Progress("three networks", 3 * seeds * epochs, train.Count / Network.BatchSize + 1);
        foreach (var (key, name, what, dropout, backwards) in new[]
        {
            ("forward", "first word first", "reading forwards", 0.2, false),
            ("dropout", "last word first", "reading backwards", 0.2, true),
            ("plain", "… without dropout", "reading backwards, without dropout", 0.0, true),
        })
        {
            var histories = new List<History>();
            for (var k = 0; k < seeds; k++)
            {
                #region fit
                var tokenizer = WordNumbers.Fit(train.X);
                var model = Network.Build(run.Seed + k, dropout, backwards);
                var xHeld = WordNumbers.Read(tokenizer, held.X);
                var history = model.Fit(
                    WordNumbers.Read(tokenizer, train.X), train.Y,
                    batchSize: Network.BatchSize, epochs: epochs,
                    validationData: (xHeld, held.Y),
                    verbose: 0, callbacks: [Network.Falling(), progress]);
                #endregion

                histories.Add(history);
            }

            double Mean(string figure) => histories.Average(history => history[figure][^1]);
            page.WriteLine(
                $"{name,-17}  {Mean("loss"),-8:0.0000}  {Mean("val_loss"),-10:0.0000}  {Mean("val_accuracy"):0.0%}");
            page.WriteLine($"{"",-23}each seed: "
                + string.Join(", ", histories.Select(history => $"{history["val_accuracy"][^1]:0.0%}")));
            run.Metric($"held-{key}", $"validation accuracy, {what}, mean over the seeds",
                Mean("val_accuracy"), "0.0%");
            run.Metric($"held-{key}-loss", $"validation loss, {what}, mean over the seeds", Mean("val_loss"), "0.000");
            run.Metric($"train-{key}-loss", $"training loss, {what}, mean over the seeds", Mean("loss"), "0.000");
            var (first, alt) = (histories[0], $"Two curves of the loss over {epochs} epochs, {what}: "
                + $"on the training mails it falls to {histories[0]["loss"][^1]:0.000}, "
                + $"on the validation mails it ends at {histories[0]["val_loss"][^1]:0.000}.");
            run.Picture(key, LearningCurvePlot.Draw($"The loss, {what}", alt, "loss", (0, 0.5),
                new Curve("training", first["loss"]), new Curve("validation", first["val_loss"])), alt);
        }
        run.Metric("seeds", "seeds tried with each network", seeds, "0");
    }
}
