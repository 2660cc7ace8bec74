using LearnDL.Lessons;
using LearnDL.Plots;
using MathNet.Numerics.Statistics;

namespace Lessons.Pima;

/// <summary>
/// Step 5: what the recipe leaves out. Each candidate is judged on rows it never saw, over several splits.
/// </summary>
static class HeldOut
{
    public static void Run(LessonRun run, Dataset data)
    {
        run.Heading("On rows it never saw");
        var splits = run.Budget(full: 10, quick: 2);
        var epochs = Recipe.Epochs(run);

        using var progress = run.Progress("held out", splits * 4 * epochs);
        Candidate[] candidates =
        [
            new("majority", "always \"no\"",
                (_, test, _) => Scores.Accuracy(test.Y.AsSpan<int>(), new int[test.Count])),
            new("logistic", "logistic regression",
                (train, test, seed) => Measure(Network.BuildLogistic(seed), Standardised(train, test))),
            new("recipe", "network, as published", (train, test, seed) => Measure(Network.Build(seed), (train, test))),
            new("scaled", "network, standardised",
                (train, test, seed) => Measure(Network.Build(seed), Standardised(train, test))),
            new("filled", "network, zeros filled", (train, test, seed) =>
            {
                var (filledTrain, filledTest) = MissingZeros.Fill(train, test);
                return Measure(Network.Build(seed), Standardised(filledTrain, filledTest));
            }),
        ];

        double Measure(Sequential model, (Dataset Train, Dataset Test) parts)
        {
            model.Fit(parts.Train.X, parts.Train.Y, batchSize: Recipe.BatchSize, epochs: epochs, verbose: 0,
                callbacks: [progress]);
            return model.Evaluate(parts.Test.X, parts.Test.Y)["accuracy"];
        }

        #region splits
        for (var k = 0; k < splits; k++)
        {
            var seed = run.Seed + k;
            var (trainRows, testRows) =
                Split.Stratified(data.Y, testFraction: 0.2, seed);
            var train = data.Rows(trainRows);
            var test = data.Rows(testRows);

            foreach (var candidate in candidates)
                candidate.Accuracies.Add(
                    candidate.TrainAndTest(train, test, seed));
        }
        #endregion

        Report(run, candidates);
    }

    #region standardised
    internal static (Dataset, Dataset) Standardised(
        Dataset train, Dataset test)
    {
        // mean and deviation of the training part only
        var scale = Standardizer.Fit(train.X);
        return (train with { X = scale.Apply(train.X) },
                test with { X = scale.Apply(test.X) });
    }
    #endregion

    static void Report(LessonRun run, Candidate[] candidates)
    {
        var page = run.Output("held-out");
        page.WriteLine($"{candidates[0].Accuracies.Count} splits, a fifth of the rows held out each time");
        foreach (var candidate in candidates)
        {
            var (mean, deviation) = candidate.Spread;
            page.WriteLine($"{candidate.Name,-22} {mean:0.0%} ± {deviation:0.0%}");
            run.Metric(candidate.Key, $"held-out accuracy, {candidate.Name}", mean, "0.0%");
            run.Metric(candidate.Key + "-spread", $"spread (standard deviation) over the splits, {candidate.Name}",
                deviation, "0.0%");
        }

        // The same split is easy or hard for everybody, so compare split by split.
        var (gap, gapSpread) = candidates[^1].Accuracies.Zip(candidates[1].Accuracies, (a, b) => a - b)
            .MeanStandardDeviation();
        run.Metric("gap", "network (standardised, filled) minus logistic regression, percentage points", 100 * gap,
            "+0.0;-0.0;0.0");
        run.Metric("gap-spread", "spread of that difference, percentage points", 100 * gapSpread, "0.0");

        var alt = "Held-out accuracy, one dot per split, larger marks for the means: " +
            string.Join("; ", candidates.Select(candidate => $"{candidate.Name} {candidate.Spread.Mean:0.0%}")) + ".";
        run.Picture("held-out", SpreadPlot.Draw("Held-out accuracy", alt, "held-out accuracy",
            [.. candidates.Select(candidate => (candidate.Name, (IReadOnlyList<double>)candidate.Accuracies))]), alt);
    }
}
