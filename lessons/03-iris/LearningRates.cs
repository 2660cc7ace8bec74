using LearnDL.Lessons;
using LearnDL.Plots;
using MathNet.Numerics.Statistics;

namespace Lessons.Iris;

/// <summary>Step 3: which learning rate? Asked of a validation part, not of the test rows.</summary>
static class LearningRates
{
    static readonly double[] rates = [0.001, 0.01, 0.1];

    public static void Run(LessonRun run, Dataset data)
    {
        run.Heading("Which learning rate?");
        var (repeats, epochs) = (run.Budget(full: 5, quick: 1), run.Budget(full: 100, quick: 20));
        var page = run.Output("rates");
        var curves = new List<Curve>();

        using (var progress = run.Progress("learning rates", rates.Length * repeats * epochs))
            foreach (var rate in rates)
            {
                var accuracies = new double[repeats];
                for (var k = 0; k < repeats; k++)
                {
                    #region rates
                    var seed = run.Seed + k;
                    var (restRows, _) = Split.Stratified(data.Y, 0.2, seed);
                    var rest = data.Rows(restRows);    // no test rows in it
                    var (trainRows, otherRows) =
                        Split.Stratified(rest.Y, 0.25, seed);
                    var train = rest.Rows(trainRows);
                    var other = rest.Rows(otherRows);

                    var model = Network.Build(seed, rate);
                    var history = model.Fit(train.X, train.Y.OneHot(3),
                        batchSize: Network.BatchSize, epochs: epochs,
                        validationData: (other.X, other.Y.OneHot(3)),
                        verbose: 0, callbacks: [progress]);
                    #endregion

                    accuracies[k] = history["val_accuracy"][^1];
                    if (k == 0) curves.Add(new($"{rate}", history["loss"]));
                }

                page.WriteLine($"Adam({rate}){new string(' ', 5 - $"{rate}".Length)}  {accuracies.Mean():0.0%}, "
                    + $"lowest {accuracies.Min():0.0%}");
                run.Metric($"rate-{rate}", $"validation accuracy with learning rate {rate}", accuracies.Mean(), "0.0%");
            }

        const string Alt = "The training loss over the epochs for the learning rates 0.001, 0.01 and 0.1: the smallest "
            + "is still on its way down when the training ends, the largest falls at once but jumps about.";
        run.Picture("rates", LearningCurvePlot.Draw("Three learning rates", Alt, "training loss", [.. curves]), Alt);
    }
}
