using System.Diagnostics;
using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Text;

/// <summary>
/// Step 8: all choices are made; all mails but the test mails teach, and the test mails are looked at once.
/// </summary>
static class TestOnce
{
    public static Answers Run(LessonRun run, ThreeWaySplit<ListDataset<string>> split)
    {
        run.Heading("The test mails, once");
        var (all, test, epochs) = (split.TrainAndValidation, split.Test, Choose.Epochs(run));
        var clock = Stopwatch.StartNew();
        Tokenizer tokenizer;
        Sequential model;
        using (var progress = run.Progress("final training", epochs, all.Count / Network.BatchSize + 1))
        {
            #region test
            tokenizer = WordNumbers.Fit(all.X);
            model = Network.Build(run.Seed);
            model.Fit(WordNumbers.Read(tokenizer, all.X), all.Y,
                batchSize: Network.BatchSize, epochs: epochs,
                verbose: 0, callbacks: [Network.Falling(), progress]);
            #endregion
        }

        var seconds = clock.Elapsed.TotalSeconds / epochs;
        run.Weights(model);
        var bag = BagOfWords.Train(all, run.Seed);
        var answers = new Answers(tokenizer, model, bag,
            model.Predict(WordNumbers.Read(tokenizer, test.X), 128).Reshape(-1),
            bag.Model.Predict(bag.Tokenizer.TextsToMatrix(test.X)).Reshape(-1));

        var labels = test.Y.ToArray<int>();
        var (right, bagRight, majority) = (Right(answers.P), Right(answers.BagP), 1 - labels.Average());
        var page = run.Output("test");
        page.WriteLine($"of {test.Count:#,0} test mails                     right    weights");
        page.WriteLine($"always \"no spam\"                      {majority,6:0.0%}          0");
        page.WriteLine($"embedding and LSTM                    {right,6:0.0%}  {Size(model),9:#,0}");
        page.WriteLine($"bag of words                          {bagRight,6:0.0%}  {Size(bag.Model),9:#,0}");
        run.Metric("epochs", "epochs of the final training", epochs, "0");
        run.Metric("rows", "mails of the final training", all.Count, "#,0");
        run.Metric("test-rows", "test mails", test.Count, "#,0");
        run.Metric("test-accuracy", "test accuracy", right);
        run.Metric("bag-test", "test accuracy of the bag of words", bagRight);
        run.Metric("test-error",
            "standard deviation of an accuracy that comes from the number of test mails alone, in points",
            100 * Math.Sqrt(right * (1 - right) / test.Count), "0.0");
        run.Metric("both-wrong", "test mails that both get wrong",
            labels.Where((label, n) => IsWrong(answers.P, n, label) && IsWrong(answers.BagP, n, label)).Count(), "0");
        run.Metric("errors", "test mails the LSTM gets wrong",
            labels.Where((label, n) => IsWrong(answers.P, n, label)).Count(), "0");
        run.Metric("bag-errors", "test mails the bag of words gets wrong",
            labels.Where((label, n) => IsWrong(answers.BagP, n, label)).Count(), "0");
        run.MachineMetric("epoch-seconds", "seconds per epoch of the final training", seconds, "0.0");
        run.MachineMetric("words-second", "words per second in the final training, padding included",
            all.Count * WordNumbers.Length / seconds, "#,0");
        Confusion(run, labels, answers.P);
        return answers;

        double Right(Tensor p) => Answers.Accuracy(p, labels, Enumerable.Range(0, labels.Length));
    }

    static bool IsWrong(Tensor p, int n, int label) => (p.At(n) > 0.5 ? 1 : 0) != label;

    static int Size(Sequential model) =>
        model.Layers.SelectMany(layer => layer.Parameters).Sum(weight => weight.Value.Size);

    static void Confusion(LessonRun run, int[] labels, Tensor p)
    {
        var counts = Scores.Confusion(labels, Scores.Classes(p.Shift(-0.5).Positive()), 2);
        run.Metric("alarms", "test mails that are no spam and were taken for it", counts[0, 1], "0");
        run.Metric("missed", "spam among the test mails that was not found", counts[1, 0], "0");
        var alt = $"Of {counts[0, 0] + counts[0, 1]:#,0} mails that are no spam, {counts[0, 1]} are taken for spam; "
            + $"of {counts[1, 0] + counts[1, 1]:#,0} spam mails, {counts[1, 0]} are let through.";
        run.Picture("confusion",
            ConfusionMatrixPlot.Draw("What is taken for what", alt, counts, ["no spam", "spam"]), alt);
    }
}
