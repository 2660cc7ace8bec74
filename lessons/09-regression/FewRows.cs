using LearnDL.Lessons;

namespace Lessons.Regression;

/// <summary>Step 9: how many rows does a network need before it is worth having?</summary>
static class FewRows
{
    static readonly int[] counts = [40, 80, 160, 405];

    public static void Run(LessonRun run, Dataset data)
    {
        run.Heading("With fewer rows");
        var (splits, epochs) = (Baselines.Splits(run), Network.Epochs(run));
        var page = run.Output("few");
        page.WriteLine($"rows   linear model  small network  network better");
        foreach (var count in counts)
        {
            Candidate[] candidates = [Candidates.LinearOnAll(), Candidates.Small(epochs)];
            for (var k = 0; k < splits; k++)
            {
                #region few
                var seed = run.Seed + k;
                var whole = Parts.Of(data, seed);
                int[] first = [.. Enumerable.Range(0, count)];
                var parts = Parts.Of(
                    whole.TrainAndValidation.Rows(first),
                    whole.Test, seed);
                #endregion

                foreach (var candidate in candidates) candidate.Judge(parts, seed);
            }

            var (linear, network) = (candidates[0], candidates[1]);
            var wins = network.Rmse.Zip(linear.Rmse).Count(pair => pair.First < pair.Second);
            page.WriteLine($"{count,4}   {Errors.Spread(linear.Rmse),12}   {Errors.Spread(network.Rmse),12}"
                + $"  in {wins} of {splits}");
            run.Metric($"few-linear-{count}", $"RMSE of the linear model with {count} rows", linear.Rmse.Average(),
                "0.00");
            run.Metric($"few-small-{count}", $"RMSE of the small network with {count} rows", network.Rmse.Average(),
                "0.00");
            run.Metric($"few-wins-{count}", $"splits in which the network is better with {count} rows", wins, "0");
        }
    }
}
