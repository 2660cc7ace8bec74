using LearnDL.Lessons;
using LearnDL.Plots;
using MathNet.Numerics.Statistics;

namespace Lessons.Lstm;

/// <summary>
/// Step 12: what the network is shown, changed one thing at a time. Settings are chosen by the validation months, and
/// the test months are asked once.
/// </summary>
static class WhatItTakes
{
    /// <summary>
    /// One way to show the series, the plan that the validation months chose for it,
    /// and its test forecasts, one per seed.
    /// </summary>
    public sealed record Rung(string Key, string Name, View View, int Length)
    {
        public Plan Plan { get; set; } = Plan.All[0];

        public double Validation { get; set; }

        public List<Tensor> Forecasts { get; } = [];

        public List<double> Errors { get; } = [];
    }

    public static Rung[] Run(LessonRun run, Airline airline)
    {
        run.Heading("What it takes");
        View passengers = View.Passengers(airline), growth = View.Growth(airline);
        Rung[] rungs =
        [
            new("passengers-3", "passengers, 3", passengers, 3), new("passengers-12", "passengers, 12", passengers, 12),
            new("logs-12", "logarithms, 12", View.Logs(airline), 12),
            new("differences-12", "differences, 12", View.Differences(airline), 12),
            new("growth-3", "growth, 3", growth, 3), new("growth-12", "growth, 12", growth, 12),
            new("surprise-12", "surprise, 12", View.Surprise(airline), 12),
        ];
        var (trials, seeds) = (run.Budget(full: 5, quick: 1), run.Budget(full: 10, quick: 2));
        var plans = run.Quick ? [new Plan(4, 3), new Plan(4, 6)] : Plan.All;

        using (var progress = run.Progress("what it takes", rungs.Length * (plans.Length * trials + seeds)))
            foreach (var rung in rungs)
            {
                Choose(airline, rung, plans, run.Seed, trials, progress);

                #region test
                for (var k = 0; k < seeds; k++)
                {
                    var forecast = Forecaster.Train(rung.View, rung.Length,
                        rung.Plan, run.Seed + k, Airline.Test, Airline.End);
                    rung.Forecasts.Add(forecast);
                    rung.Errors.Add(airline.Rmse(forecast, Airline.Test));
                }
                #endregion

                progress.Step(rung.Name);
            }

        Report(run, rungs);
        return rungs;
    }

    static void Choose(Airline airline, Rung rung, Plan[] plans, int seed, int trials, TrainingProgress progress)
    {
        rung.Validation = double.MaxValue;

        #region choose
        foreach (var plan in plans)
        {
            var errors = new double[trials];
            for (var k = 0; k < trials; k++)
            {
                var forecast = Forecaster.Train(
                    rung.View, rung.Length, plan, seed + k,
                    Airline.Validation, Airline.Test);
                errors[k] =
                    airline.Rmse(forecast, Airline.Validation);
                progress.Step(rung.Name);
            }

            var mean = errors.Average();
            if (mean < rung.Validation)
                (rung.Plan, rung.Validation) = (plan, mean);
        }
        #endregion
    }

    static void Report(LessonRun run, Rung[] rungs)
    {
        var page = run.Output("ladder");
        page.WriteLine("it sees, months  units  epochs  1955-56  1957-60");
        foreach (var rung in rungs)
        {
            var (mean, deviation) = rung.Errors.MeanStandardDeviation();
            page.WriteLine($"{rung.Name,-15} {rung.Plan.Units,6} {rung.Plan.Epochs,7} {rung.Validation,8:0.0} "
                + $"{mean,8:0.0} ± {deviation:0.0}");
            run.Metric(rung.Key, $"test RMSE, {rung.Name} months", mean, "0.0");
            run.Metric(rung.Key + "-spread", $"spread (standard deviation) over the seeds, {rung.Name} months",
                deviation, "0.0");
            run.Metric(rung.Key + "-validation", $"validation RMSE, {rung.Name} months", rung.Validation, "0.0");
        }

        var alt = "RMSE on the test months, one small dot per training, larger marks for the means: "
            + string.Join("; ", rungs.Select(rung => $"{rung.Name} {rung.Errors.Average():0.0}")) + ".";
        run.Picture("ladder", SpreadPlot.DrawNumbers("What the network is shown", alt, "test RMSE, thousands",
            [.. rungs.Select(rung => (rung.Name, (IReadOnlyList<double>)rung.Errors))]), alt);
    }
}
