using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Text;

/// <summary>Step 7: three networks on the mails to learn from, judged on those to choose with.</summary>
static class Choose
{
    public static int Epochs(LessonRun run) => run.Budget(full: 5, quick: 1);

    public static void Run(LessonRun run, Parts parts)
    {
        run.Heading("The network");
        var (train, held, epochs) = (parts.Train, parts.Held, Epochs(run));
        Network.Build(run.Seed).Summary(run.Output("summary"));
        var page = run.Output("choose");
        page.WriteLine("                   training          validation");
        page.WriteLine("                   loss    accuracy  loss    accuracy");
        using var progress = run.Progress("three networks", 3 * epochs, train.Count / Network.BatchSize + 1);
        foreach (var (key, name, dropout, backwards) in new[]
        {
            ("forward", "first word first", 0.2, false), ("dropout", "last word first", 0.2, true), ("plain", "… without dropout", 0.0, true),
        })
        {
            #region fit
            var tokenizer = WordNumbers.Fit(train.X);
            var model = Network.Build(run.Seed, dropout, backwards);
            var history = model.Fit(
                WordNumbers.Read(tokenizer, train.X), train.Y,
                batchSize: Network.BatchSize, epochs: epochs,
                validationData: (WordNumbers.Read(tokenizer, held.X), held.Y),
                verbose: 0, callbacks: [Network.Falling(), progress]);
            #endregion

            page.WriteLine($"{name,-17}  {history["loss"][^1]:0.0000}  {history["accuracy"][^1],7:0.00%}   {history["val_loss"][^1]:0.0000}  {history["val_accuracy"][^1],7:0.00%}");
            var what = key switch { "forward" => "reading forwards", "dropout" => "reading backwards", _ => "reading backwards, without dropout" };
            run.Metric($"held-{key}", $"validation accuracy, {what}", history["val_accuracy"][^1]);
            run.Metric($"held-{key}-loss", $"validation loss, {what}", history["val_loss"][^1], "0.000");
            run.Metric($"train-{key}-loss", $"training loss, {what}", history["loss"][^1], "0.000");
            var alt = $"Two curves of the loss over {epochs} epochs, {what}: on the training mails it falls to {history["loss"][^1]:0.000}, on the validation mails it ends at {history["val_loss"][^1]:0.000}.";
            run.Picture(key, LearningCurvePlot.Draw($"The loss, {what}", alt, "loss", (0, 0.6), new Curve("training", history["loss"]), new Curve("validation", history["val_loss"])), alt);
        }
    }
}
