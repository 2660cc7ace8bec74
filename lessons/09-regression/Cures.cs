using LearnDL.Lessons;

namespace Lessons.Regression;

/// <summary>Step 6: the large network with dropout, with L2, with early stopping, and with none of them.</summary>
static class Cures
{
    public static Candidate[] Run(LessonRun run, Dataset data)
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
        return candidates;
    }
}
