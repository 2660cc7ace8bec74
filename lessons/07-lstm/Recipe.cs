using LearnDL.Lessons;

namespace Lessons.Lstm;

/// <summary>The well-known recipe: its network, and the two ways to measure it.</summary>
static class Recipe
{
    const int LookBack = 3;

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

    /// <summary>Scaled by the training part, and a forecast for each of the 48 test months.</summary>
    public static (Tensor Forecast, Sequential Model) Honest(
        Tensor y, int seed, int epochs, TrainingProgress progress)
    {
        #region honest
        // of the first 96 months only
        var scale = MinMaxScaler.Fit(y[..Airline.Test]);
        var windows = Windows.Of(scale.Apply(y), LookBack);
        var (past, future) = windows.SplitAt(Airline.Test);
        #endregion

        var model = Fit(past, seed, epochs, progress);
        return (scale.Invert(model.Predict(future.X)).Cast(DType.Float64), model);
    }

    /// <summary>
    /// Scaled by the highest value of all months, and without the first three and the last month of
    /// the test part, as it was published.
    /// </summary>
    public static (double Train, double Test) AsPublished(
        Airline airline, Tensor y, int seed, int epochs, TrainingProgress progress)
    {
        var scale = MinMaxScaler.Fit(y);                   // the test part, too
        var windows = Windows.Of(scale.Apply(y), LookBack);
        var (past, future) = (windows.Rows([.. Enumerable.Range(0, 92)]),
            windows.Rows([.. Enumerable.Range(Airline.Test, 44)]));
        var model = Fit(past, seed, epochs, progress);
        Tensor Forecast(Windows part) => scale.Invert(model.Predict(part.X)).Cast(DType.Float64);
        return (airline.Rmse(Forecast(past), past.TargetRows[0]), airline.Rmse(Forecast(future), future.TargetRows[0]));
    }
}
