using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Lstm;

/// <summary>Step 11: the well-known recipe, as published, and then beside the baselines.</summary>
static class Recipe
{
    const int LookBack = 3;

    public static int Epochs(LessonRun run) => run.Budget(full: 100, quick: 5);

    public static void Run(LessonRun run, Airline airline)
    {
        run.Heading("The recipe");
        var seeds = run.Budget(full: 10, quick: 2);
        var y = airline.Passengers.Cast(DType.Float32);
        var (published, train, honest, tooLow) = (new double[seeds], new double[seeds], new double[seeds],
            new double[seeds]);
        Tensor first = default;
        using (var progress = run.Progress("the recipe", 2 * seeds * Epochs(run)))
            for (var k = 0; k < seeds; k++)
            {
                (train[k], published[k]) = AsPublished(run, airline, y, run.Seed + k, progress);
                var forecast = Honest(run, y, run.Seed + k, progress, k == 0);
                honest[k] = airline.Rmse(forecast, Airline.Test);
                tooLow[k] = TooLow(airline, forecast);
                if (k == 0) first = forecast;
            }

        var page = run.Output("recipe");
        page.WriteLine($"as published, {seeds} seeds: training {train.Average():0.0}, "
            + $"test {published.Average():0.0} (from {published.Min():0.0} to {published.Max():0.0})");
        page.WriteLine("scaled by the training part, all 48 months: "
            + $"{honest.Average():0.0} (from {honest.Min():0.0} to {honest.Max():0.0})");
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

    /// <summary>
    /// Scaled by the highest value of all months, and without the first three and the last month of
    /// the test part, as it was published.
    /// </summary>
    static (double Train, double Test) AsPublished(LessonRun run, Airline airline, Tensor y, int seed,
        TrainingProgress progress)
    {
        var scale = MinMaxScaler.Fit(y);                   // the test part, too
        var windows = Windows.Of(scale.Apply(y), LookBack);
        var (past, future) = (windows.Rows([.. Enumerable.Range(0, 92)]),
            windows.Rows([.. Enumerable.Range(Airline.Test, 44)]));
        var model = Fit(past, seed, Epochs(run), progress);
        Tensor Forecast(Windows part) => scale.Invert(model.Predict(part.X)).Cast(DType.Float64);
        return (airline.Rmse(Forecast(past), past.TargetRows[0]), airline.Rmse(Forecast(future), future.TargetRows[0]));
    }

    static Tensor Honest(LessonRun run, Tensor y, int seed, TrainingProgress progress, bool record)
    {
        #region honest
        var scale = MinMaxScaler.Fit(y[..Airline.Test]);   // 96 months
        var windows = Windows.Of(scale.Apply(y), LookBack);
        var (past, future) = windows.SplitAt(Airline.Test);
        #endregion

        var model = Fit(past, seed, Epochs(run), progress);
        if (record)
        {
            model.Summary(run.Output("summary"));
            run.Weights(model);
        }

        return scale.Invert(model.Predict(future.X)).Cast(DType.Float64);
    }

    static Sequential Fit(Windows past, int seed, int epochs, TrainingProgress progress)
    {
        #region recipe
        var model = new Sequential(seed: seed)
        {
            new LSTM(4),
            new Dense(1),
        };
        model.Compile("adam", "mse");
        model.Fit(past.X, past.Y, batchSize: 1, epochs: epochs,
            verbose: 0, callbacks: [progress]);
        #endregion

        return model;
    }
}
