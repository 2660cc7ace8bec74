using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Regression;

/// <summary>Step 8: test rows from one part of the region, instead of rows picked at random.</summary>
static class Neighbours
{
    const int Blocks = 5;

    public static void Run(LessonRun run, Dataset data)
    {
        run.Heading("Towns it never saw");
        var (blocks, epochs) = (run.Budget(full: Blocks, quick: 1), Network.Epochs(run));
        List<History> bare = [], dropout = [], l2 = [];
        Candidate[] candidates =
        [
            Candidates.Linear(), Candidates.Bent(), Candidates.Small(epochs), Candidates.Bare(epochs, bare),
            Candidates.Dropout(epochs, dropout), Candidates.L2(epochs, l2), Candidates.Stopped(epochs)
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
        Draw(run, Mean("no cure", bare), Mean("dropout", dropout), Mean("L2", l2));
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

    /// <summary>The loss on the test block after each epoch, in the mean over the blocks.</summary>
    static Curve Mean(string name, List<History> histories) =>
        new(name, [.. Enumerable.Range(0, histories[0]["val_mse"].Count).Select(epoch =>
            histories.Average(history => history["val_mse"][epoch]))]);

    static void Draw(LessonRun run, params Curve[] curves)
    {
        const string Alt = "The loss on the test block over the epochs, in the mean over the blocks. Without a cure it "
            + "falls, turns and rises; with dropout and with L2 it stays lower.";
        run.Picture("cures", LearningCurvePlot.Draw("Loss in towns it never saw", Alt, "mse", (15, 60), curves), Alt);
        foreach (var curve in curves)
        {
            var name = curve.Name.Replace(' ', '-');
            run.Metric($"curve-{name}-lowest", $"lowest mean loss on the test block, {curve.Name}",
                curve.Values.Min(), "0.0");
            run.Metric($"curve-{name}-last", $"mean loss on the test block in the last epoch, {curve.Name}",
                curve.Values[^1], "0.0");
        }
    }
}
