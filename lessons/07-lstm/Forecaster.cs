namespace Lessons.Lstm;

/// <summary>One training of an LSTM on a view of the series, and its forecasts for the months after.</summary>
static class Forecaster
{
    #region past-future
    // Windows of the months before `first` to learn from, and
    // of first..end to forecast. From `end` on nothing is read.
    public static (Windows Past, Windows Future,
        Standardizer Scale) PastAndFuture(
        View view, int length, int first, int end)
    {
        var series = view.Series[..(end - view.Missing)];
        var split = first - view.Missing;
        // mean and deviation of the past only
        var scale = Standardizer.Fit(series[..split]);
        var z = scale.Apply(series).Cast(DType.Float32);
        var (past, future) =
            Windows.Of(z, length).SplitAt(split);
        return (past, future, scale);
    }
    #endregion

    #region train
    public static Tensor Train(View view, int length, Plan plan,
        int seed, int first, int end)
    {
        var (past, future, scale) =
            PastAndFuture(view, length, first, end);
        var model = new Sequential(seed: seed)
        {
            new LSTM(plan.Units),
            new Dense(1),
        };
        model.Compile(new Adam(0.003), "mse");
        model.Fit(past.X, past.Y, batchSize: 8,
            epochs: plan.Epochs, verbose: 0);

        var answer = scale.Invert(model.Predict(future.X));
        return view.ToPassengers(answer, first, end);
    }
    #endregion
}
