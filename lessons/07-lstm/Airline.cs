namespace Lessons.Lstm;

/// <summary>
/// The airline series with its parts: 96 months to learn from, the last 24 of which choose settings, and 48 to test on.
/// </summary>
sealed class Airline(TimeSeries series)
{
    /// <summary>The rows where the parts begin: January 1955 and January 1957.</summary>
    public const int Validation = 72, Test = 96, End = 144;

    public IReadOnlyList<string> Months { get; } = series.Times;

    /// <summary>Thousands of passengers, Float64 (144, 1).</summary>
    public Tensor Passengers { get; } = series.Values.Cast(DType.Float64);

    public double At(int month) => Passengers.At(month, 0);

    #region rmse
    // The root of the mean squared error, in thousands of
    // passengers, for forecasts of the months from `first` on.
    public double Rmse(Tensor forecast, int first)
    {
        var end = first + forecast.Shape[0];
        var truth = Passengers[first..end];
        var error = forecast.Subtract(truth);
        return Math.Sqrt(error.Square().Mean().Item());
    }
    #endregion
}
