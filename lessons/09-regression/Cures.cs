using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Regression;

/// <summary>Step 6: the large network with dropout, with L2, with early stopping, and with none of them.</summary>
static class Cures
{
    /// <param name="run">Where it reports to.</param>
    /// <param name="data">All rows.</param>
    /// <param name="bare">The validation loss of the first split without a cure, for the picture.</param>
    public static Candidate[] Run(LessonRun run, Dataset data, IReadOnlyList<double> bare)
    {
        run.Heading("Three cures");
        var (splits, epochs) = (Baselines.Splits(run), Network.Epochs(run));
        Candidate[] candidates =
        [
            Candidates.Bare(epochs), Candidates.Dropout(epochs), Candidates.L2(epochs), Candidates.Stopped(epochs)
        ];

        using (var progress = run.Progress("cures", splits * candidates.Length))
            for (var k = 0; k < splits; k++)
                foreach (var candidate in candidates)
                {
                    candidate.Judge(Parts.Of(data, run.Seed + k), run.Seed + k);
                    progress.Step(candidate.Name);
                }

        var page = run.Output("cures");
        page.WriteLine($"RMSE, {splits} splits           training          test");
        foreach (var candidate in candidates)
        {
            page.WriteLine($"{candidate.Name,-19} {Errors.Spread(candidate.TrainRmse)}   "
                + $"{Errors.Spread(candidate.Rmse)}");
            candidate.Record(run);
        }
        foreach (var candidate in candidates[1..])
            Errors.RecordGap(run, candidate, candidates[0]);
        Draw(run, data, bare);
        return candidates;
    }

    /// <summary>The validation loss of one split, with each cure.</summary>
    static void Draw(LessonRun run, Dataset data, IReadOnlyList<double> bare)
    {
        var (parts, epochs) = (Parts.Standardised(data, run.Seed), Network.Epochs(run));

        Curve Of(string name, double dropout, double l2)
        {
            #region curves
            var model = Network.Large(run.Seed, dropout, l2);
            var history = model.Fit(parts.Train.X, parts.Train.Y,
                batchSize: Network.BatchSize, epochs: epochs,
                validationData: (parts.Validation.X, parts.Validation.Y),
                verbose: 0);
            #endregion
            return new(name, history["val_mse"]);
        }

        Curve[] curves = [new("no cure", bare), Of("dropout", Candidates.DropoutRate, 0),
            Of("L2", 0, Candidates.Penalty)];
        const string Alt = "Three curves of the validation loss over the epochs: without a cure, with dropout and with "
            + "L2.";
        run.Picture("cures", LearningCurvePlot.Draw("Validation loss with and without a cure", Alt, "mse", (5, 30),
            curves), Alt);
    }
}
