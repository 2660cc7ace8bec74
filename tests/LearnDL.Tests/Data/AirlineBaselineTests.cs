using LearnDL.Data;

namespace LearnDL.Tests.Data;

/// <summary>
/// What a forecast without learning reaches on the last 48 months of the airline series, one month ahead: the root of
/// the mean squared error in thousands of passengers. A network that does not beat the last of them has learnt little.
/// </summary>
public class AirlineBaselineTests
{
    static double Error(Func<float[], int, double> forecast)
    {
        var series = Datasets.AirlinePassengers();
        var y = series.Values.ToArray<float>();
        var (_, test) = Split.InOrder(series.Count, testCount: 48);
        return Math.Sqrt(test.Average(t => Math.Pow(y[t] - forecast(y, t), 2)));
    }

    [Fact]
    public void The_last_month() => Assert.Equal(48.04, Error((y, t) => y[t - 1]), 0.005);

    [Fact]
    public void The_same_month_a_year_before() => Assert.Equal(41.85, Error((y, t) => y[t - 12]), 0.005);

    // Growth is how the last month compares with the same month a year earlier.
    [Fact]
    public void The_same_month_a_year_before_times_the_growth() =>
        Assert.Equal(15.62, Error((y, t) => y[t - 12] * y[t - 1] / y[t - 13]), 0.005);

    // Over whole years growth comes too late.
    [Fact]
    public void The_same_month_a_year_before_times_the_growth_of_a_whole_year() => Assert.Equal(19.22,
        Error((y, t) => y[t - 12] * y[(t - 12)..t].Sum() / y[(t - 24)..(t - 12)].Sum()), 0.005);
}
