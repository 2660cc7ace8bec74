using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Lstm;

/// <summary>Step 11: the well-known recipe, as published, and then beside the baselines.</summary>
static class RecipeStep
{
    public static void Run(LessonRun run, Airline airline)
    {
        run.Heading("The recipe");
        var (seeds, epochs) = (run.Budget(full: 10, quick: 2), run.Budget(full: 100, quick: 5));
        var y = airline.Passengers.Cast(DType.Float32);
        var (published, train, honest, tooLow) = (new double[seeds], new double[seeds],
            new double[seeds], new double[seeds]);
        Tensor first = default;
        using (var progress = run.Progress("the recipe", 2 * seeds * epochs))
            for (var k = 0; k < seeds; k++)
            {
                (train[k], published[k]) = Recipe.AsPublished(airline, y, run.Seed + k, epochs, progress);
                var (forecast, model) = Recipe.Honest(y, run.Seed + k, epochs, progress);
                honest[k] = airline.Rmse(forecast, Airline.Test);
                tooLow[k] = TooLow(airline, forecast);
                if (k > 0) continue;
                first = forecast;
                model.Summary(run.Output("summary"));
                run.Weights(model);
            }

        var page = run.Output("recipe");
        page.WriteLine($"as published, {seeds} seeds: training {train.Average():0.0},\n"
            + $"test {published.Average():0.0} (from {published.Min():0.0} to {published.Max():0.0})");
        page.WriteLine("scaled by the training part, all 48 months:\n"
            + $"test {honest.Average():0.0} (from {honest.Min():0.0} to {honest.Max():0.0})");
        run.Metric("recipe-seeds", "trainings of the recipe", seeds, "0");
        run.Metric("recipe-train", "training RMSE of the recipe as published", train.Average(), "0.0");
        run.Metric("recipe-published", "test RMSE of the recipe as published", published.Average(), "0.0");
        run.Metric("recipe", "test RMSE of the recipe, scaled by the training part", honest.Average(), "0.0");
        run.Metric("recipe-lowest", "the same, best seed", honest.Min(), "0.0");
        run.Metric("recipe-highest", "the same, worst seed", honest.Max(), "0.0");
        run.Metric("recipe-too-low", "how much too low the recipe's forecasts are, on average, "
            + "in the test months above the highest of the training part", tooLow.Average(), "0");

        var months = airline.Months.Skip(Airline.Test).ToArray();
        const string Alt = "The four test years. The recipe's forecast has the shape of the truth, but a month late, "
            + "and stays far below its summer peaks.";
        run.Picture("recipe", SeriesPlot.Draw("The recipe's forecasts", Alt, "passengers, thousands", months,
            new Curve("truth", [.. Enumerable.Range(Airline.Test, 48).Select(airline.At)]),
            new Curve("recipe", first.ToArray<double>())), Alt);
    }

    /// <summary>Truth minus forecast, on average over the test months above the highest training month.</summary>
    static double TooLow(Airline airline, Tensor forecast)
    {
        var truth = airline.Passengers[Airline.Test..];
        var isAbove = truth.Shift(-airline.Passengers[..Airline.Test].Max().Item()).Positive();
        return truth.Subtract(forecast).Multiply(isAbove).Sum().Item() / isAbove.Sum().Item();
    }
}
