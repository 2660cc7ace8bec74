using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Regression;

/// <summary>Step 7: does a network beat the linear model, on rows that nobody has used for a choice?</summary>
static class Conclusion
{
    public static void Run(LessonRun run, Dataset data, Candidate[] cures)
    {
        run.Heading("The verdict");
        var (splits, epochs) = (Baselines.Splits(run), Network.Epochs(run));
        Candidate[] others = [Candidates.Linear(), Candidates.Bent(), Candidates.Small(epochs)];
        for (var k = 0; k < splits; k++)
            foreach (var candidate in others)
                candidate.Judge(Parts.Of(data, run.Seed + k), run.Seed + k);

        Candidate[] all = [.. others, .. cures];
        var page = run.Output("verdict");
        page.WriteLine($"test rows, {splits} splits          RMSE           MAE");
        foreach (var candidate in all)
        {
            page.WriteLine($"{candidate.Name,-19} {Errors.Spread(candidate.Rmse)}   "
                + $"{Errors.Spread(candidate.Mae)}");
            candidate.Record(run);
        }

        foreach (var candidate in all[1..]) Errors.RecordGap(run, candidate, all[0]);

        var alt = "RMSE on the test rows, one dot per split, larger marks for the means: "
            + string.Join("; ", all.Select(candidate => $"{candidate.Name} {candidate.Rmse.Average():0.00}")) + ".";
        run.Picture("verdict", SpreadPlot.DrawNumbers("Error on the test rows", alt, "RMSE (1000 $)",
            [.. all.Select(candidate => (candidate.Name, (IReadOnlyList<double>)candidate.Rmse))]), alt);
    }
}
