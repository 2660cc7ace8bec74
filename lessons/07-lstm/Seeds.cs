using LearnDL.Lessons;
using LearnDL.Plots;
using MathNet.Numerics.Statistics;

namespace Lessons.Lstm;

/// <summary>
/// Step 13: can the best baseline be beaten? By one network, by their mean, by a single
/// neuron; and how sure 48 months make us.
/// </summary>
static class Seeds
{
    public static void Run(LessonRun run, Airline airline, WhatItTakes.Rung[] rungs)
    {
        run.Heading("Can the best baseline be beaten?");
        var surprise = rungs[^1];
        var baseline = Baselines.WithGrowth(airline.Passengers, Airline.Test, Airline.End);
        var best = airline.Rmse(baseline, Airline.Test);

        #region mean
        // The mean of the forecasts of all seeds.
        var sum = surprise.Forecasts[0];
        foreach (var forecast in surprise.Forecasts.Skip(1))
            sum = sum.Add(forecast);
        var mean = sum.Scale(1.0 / surprise.Forecasts.Count);
        #endregion

        var neurons = new List<double>();
        Tensor neuron = default;
        for (var k = 0; k < surprise.Forecasts.Count; k++)
        {
            neuron = WhyMemory.Neuron(surprise.View, surprise.Length, run.Seed + k, Airline.Test, Airline.End);
            neurons.Add(airline.Rmse(neuron, Airline.Test));
        }

        var together = airline.Rmse(mean, Airline.Test);
        run.Metric("together", "test RMSE of the mean of the forecasts, surprise, 12 months", together, "0.0");
        run.Metric("neuron", "test RMSE of one neuron, surprise, 12 months", neurons.Average(), "0.0");
        run.Metric("neuron-spread", "spread of the neuron over the seeds", neurons.StandardDeviation(), "0.0");
        run.Metric("below", "trainings whose test RMSE is below the best baseline's",
            surprise.Errors.Count(error => error < best), "0");
        run.Metric("trainings", "trainings that this is asked of", surprise.Errors.Count, "0");
        var page = run.Output("seeds");
        page.WriteLine($"the baseline              {best:0.0}");
        page.WriteLine(
            $"an LSTM                   {surprise.Errors.Average():0.0} ± {surprise.Errors.StandardDeviation():0.0}");
        page.WriteLine($"the mean of {surprise.Forecasts.Count,2} LSTMs      {together:0.0}");
        page.WriteLine($"one neuron                {neurons.Average():0.0} ± {neurons.StandardDeviation():0.0}");
        HowSure(run, page, airline, baseline, ("lstm", "LSTMs", mean), ("neuron", "the neuron", neuron));
        Draw(run, airline, baseline, mean);
    }

    static void HowSure(LessonRun run, TextWriter page, Airline airline, Tensor baseline,
        params (string Key, string Name, Tensor Forecast)[] rivals)
    {
        foreach (var (key, name, forecast) in rivals)
        {
            var y = airline.Passengers[Airline.Test..];

            #region sure
            var gain = baseline.Subtract(y).Square()
                .Subtract(forecast.Subtract(y).Square()); // (48, 1)
            var (mean, deviation) =
                gain.ToArray<double>().MeanStandardDeviation();
            // of the mean
            var error = deviation / Math.Sqrt(gain.Size);
            #endregion

            page.WriteLine($"squared error saved per month by {name}: {mean:0} ± {error:0}");
            run.Metric($"{key}-gain", $"squared error saved per month beside the baseline, {name}", mean, "0");
            run.Metric($"{key}-gain-error", $"standard error of that mean, {name}", error, "0");
            run.Metric($"{key}-closer", $"test months of 48 in which it is closer than the baseline, {name}",
                gain.Positive().Sum().Item(), "0");
        }
    }

    static void Draw(LessonRun run, Airline airline, Tensor baseline, Tensor mean)
    {
        var months = airline.Months.Skip(Airline.Test).ToArray();
        double[] truth = [.. Enumerable.Range(Airline.Test, 48).Select(airline.At)];
        const string Alt = "The four test years. The forecast follows the truth closely through summers and winters, "
            + "and lies a little off at some of the peaks, most of all in 1958 and 1960.";
        run.Picture("forecast", SeriesPlot.Draw("Forecast and truth", Alt, "passengers, thousands", months,
            new Curve("truth", truth), new Curve("LSTMs", mean.ToArray<double>())), Alt);

        double[] Misses(Tensor forecast) =>
            [.. forecast.Subtract(airline.Passengers[Airline.Test..]).ToArray<double>()];
        const string MissesAlt = "The errors of the forecast and of the baseline in the test months. "
            + "Both wander between about minus 40 and plus 40, mostly together.";
        run.Picture("misses", SeriesPlot.Draw("Forecast minus truth", MissesAlt, "passengers, thousands", months,
            new Curve("LSTMs", Misses(mean)), new Curve("baseline", Misses(baseline))), MissesAlt);
    }
}
