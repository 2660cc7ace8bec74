using LearnDL.Lessons;

namespace Lessons.Regression;

/// <summary>Step 8: test rows from one part of the region, instead of rows picked at random.</summary>
static class Neighbours
{
    const int Blocks = 5;

    public static void Run(LessonRun run, Dataset data)
    {
        run.Heading("Towns it never saw");
        var (blocks, epochs) = (run.Budget(full: Blocks, quick: 1), Network.Epochs(run));
        Candidate[] candidates =
        [
            Candidates.Linear(), Candidates.Bent(), Candidates.Small(epochs), Candidates.Bare(epochs),
            Candidates.Dropout(epochs), Candidates.L2(epochs), Candidates.Stopped(epochs)
        ];

        using (var progress = run.Progress("blocks", blocks * candidates.Length))
            for (var block = 0; block < blocks; block++)
                foreach (var candidate in candidates)
                {
                    #region blocks
                    var (from, to) = (block * data.Count / Blocks,
                        (block + 1) * data.Count / Blocks);
                    var all = Enumerable.Range(0, data.Count);
                    var test = all.Where(row => row >= from && row < to);
                    var rest = all.Except(test);

                    var parts = Parts.Of(data.Rows([.. rest]),
                        data.Rows([.. test]), run.Seed + block);
                    #endregion

                    candidate.Judge(parts, run.Seed + block);
                    progress.Step(candidate.Name);
                }

        Report(run, candidates);
    }

    static void Report(LessonRun run, Candidate[] candidates)
    {
        var page = run.Output("blocks");
        var numbers = Enumerable.Range(1, candidates[0].Rmse.Count);
        page.WriteLine($"{"RMSE, test block",-17}{string.Concat(numbers.Select(block => $"{block,6}"))}    mean");
        foreach (var candidate in candidates)
        {
            page.WriteLine($"{candidate.Name,-17}{string.Concat(candidate.Rmse.Select(rmse => $"{rmse,6:0.0}"))}"
                + $"  {candidate.Rmse.Average(),6:0.0}");
            candidate.Record(run, "block-");
        }

        foreach (var candidate in candidates[1..]) Errors.RecordGap(run, candidate, candidates[0], "block-");
        foreach (var candidate in candidates[4..]) Errors.RecordGap(run, candidate, candidates[3], "block-");
    }
}
