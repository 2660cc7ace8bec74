using LearnDL.Lessons;

namespace Lessons.Lstm;

/// <summary>Step 2: three forecasts that need no learning. Whatever is trained has to beat them.</summary>
static class Baselines
{
    public static void Run(LessonRun run, Airline airline)
    {
        run.Heading("Forecasts without learning");
        var page = run.Output("baselines");
        page.WriteLine("                            1955-56  1957-60");
        Tell("last", "the last month again", LastValue);
        Tell("year", "the same month last year", LastYear);
        Tell("growth", "last year times the growth", WithGrowth);

        void Tell(string key, string name, Func<Tensor, int, int, Tensor> forecast)
        {
            Tensor Of(int first, int end) => forecast(airline.Passengers, first, end);
            var (validation, test) = (airline.Rmse(Of(Airline.Validation, Airline.Test), Airline.Validation),
                airline.Rmse(Of(Airline.Test, Airline.End), Airline.Test));
            page.WriteLine($"{name,-27} {validation,7:0.0}  {test,7:0.0}");
            run.Metric(key, $"test RMSE, {name}", test, "0.0");
            run.Metric(key + "-validation", $"validation RMSE, {name}", validation, "0.0");
        }
    }

    #region baselines
    // Forecasts for the months first..end; y is the whole
    // series. Each forecast uses only months before its own.
    static Tensor LastValue(Tensor y, int first, int end) =>
        y[(first - 1)..(end - 1)];

    static Tensor LastYear(Tensor y, int first, int end) =>
        y[(first - 12)..(end - 12)];

    // In the last 12 months it grew by y[t-1] / y[t-13].
    internal static Tensor WithGrowth(
        Tensor y, int first, int end)
    {
        var growth = y[(first - 1)..(end - 1)]
            .Divide(y[(first - 13)..(end - 13)]);
        return LastYear(y, first, end).Multiply(growth);
    }
    #endregion
}
