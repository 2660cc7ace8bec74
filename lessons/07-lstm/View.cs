namespace Lessons.Lstm;

/// <summary>
/// What a network is shown in place of the passengers, and the way back from its answer to passengers.
/// </summary>
/// <param name="Key">A short name, for records.</param>
/// <param name="Name">A name for people.</param>
/// <param name="Series">What it is shown, Float64; row 0 belongs to month <paramref name="Missing"/>.</param>
/// <param name="Missing">The months at the begin that have no value.</param>
/// <param name="ToPassengers">Answers for the months first..end, to passengers.</param>
sealed record View(string Key, string Name, Tensor Series, int Missing, Func<Tensor, int, int, Tensor> ToPassengers)
{
    public static View Passengers(Airline airline) =>
        new("passengers", "passengers", airline.Passengers, 0, (answer, _, _) => answer.Cast(DType.Float64));

    public static View Logs(Airline airline) =>
        new("logs", "logarithms", airline.Passengers.Log(), 0, (answer, _, _) => answer.Cast(DType.Float64).Exp());

    public static View Differences(Airline airline)
    {
        var y = airline.Passengers;
        return new("differences", "differences", y[1..].Subtract(y[..^1]), Missing: 1,
            (answer, first, end) => y[(first - 1)..(end - 1)].Add(answer.Cast(DType.Float64)));
    }

    #region growth
    // log y[t] − log y[t-1]: 0.05 is about five in a hundred more.
    static Tensor GrowthOf(Tensor y)
    {
        var logs = y.Log();                            // (144, 1)
        return logs[1..].Subtract(logs[..^1]);         // (143, 1)
    }

    public static View Growth(Airline airline)
    {
        var y = airline.Passengers;
        return new("growth", "growth", GrowthOf(y), Missing: 1,
            (answer, first, end) =>                    // back: y[t-1]·e^g
                y[(first - 1)..(end - 1)].Multiply(Factor(answer)));
    }
    #endregion

    #region surprise
    // This month's growth minus the same month's a year ago.
    public static View Surprise(Airline airline)
    {
        var y = airline.Passengers;
        var growth = GrowthOf(y);                      // (143, 1)
        var surprise = growth[12..].Subtract(growth[..^12]);   // (131, 1)
        return new("surprise", "surprise", surprise, Missing: 13,
            (answer, first, end) =>                    // back: baseline·e^s
                Baselines.WithGrowth(y, first, end).Multiply(Factor(answer)));
    }
    #endregion

    static Tensor Factor(Tensor answer) => answer.Cast(DType.Float64).Exp();
}
