using LearnDL.Lessons;
using MathNet.Numerics.LinearRegression;

namespace Lessons.Regression;

/// <summary>Step 3: what costs nothing to predict, and a linear model.</summary>
static class Baselines
{
    public static int Splits(LessonRun run) => run.Budget(full: 8, quick: 1);

    public static void Run(LessonRun run, Dataset data)
    {
        run.Heading("Baselines");
        Candidate[] candidates = [Candidates.Mean(), Candidates.Median(), Candidates.Linear()];
        var page = run.Output("baselines");

        #region splits
        for (var k = 0; k < Splits(run); k++)
        {
            var seed = run.Seed + k;
            var parts = Parts.Of(data, seed);
            foreach (var candidate in candidates)
                candidate.Judge(parts, seed);
        }
        #endregion

        page.WriteLine($"{Splits(run)} splits                 RMSE           MAE");
        foreach (var candidate in candidates)
        {
            page.WriteLine($"{candidate.Name,-19} {Errors.Spread(candidate.Rmse)}   {Errors.Spread(candidate.Mae)}");
            candidate.Record(run);
        }
        Weights(run, data);
    }

    /// <summary>What the linear model says of each column, and whether it has arrived.</summary>
    static void Weights(LessonRun run, Dataset data)
    {
        var parts = Parts.Standardised(data, run.Seed);
        var model = Network.Linear(parts.Train, run.Seed);
        var page = run.Output("weights");

        #region weights
        var kernel = model.GetWeights()[0];               // (12, 1)
        var order = Enumerable.Range(0, 12)
            .OrderByDescending(d => Math.Abs(kernel.At(d, 0)));
        foreach (var d in order.Take(4))
            page.WriteLine($"{data.FeatureNames[d],-8}"
                + $"{kernel.At(d, 0),6:0.00}");
        #endregion

        var exact = MultipleRegression.QR(
            [.. Enumerable.Range(0, parts.Train.Count).Select(row => Doubles(parts.Train.X[row]))],
            Doubles(parts.Train.Y), intercept: true);
        run.Metric("weights-off", "largest difference of a weight from the exact solution",
            Enumerable.Range(0, 12).Max(d => Math.Abs(kernel.At(d, 0) - exact[d + 1])), "0.0e0");
    }

    static double[] Doubles(Tensor values) => values.Cast(DType.Float64).ToArray<double>();
}
