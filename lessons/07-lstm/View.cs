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
    // log y[t] − log y[t-1]: 0.05 is about five in a hundred
    // more.
    static Tensor GrowthOf(Tensor y)
    {
        var logs = y.Log();                       // (144, 1)
        return logs[1..].Subtract(logs[..^1]);    // (143, 1)
    }

    public static View Growth(Airline airline)
    {
        var y = airline.Passengers;
        // back to passengers: y[t-1]·e^growth
        Tensor Back(Tensor answer, int first, int end) =>
            y[(first - 1)..(end - 1)].Multiply(Factor(answer));

        return new("growth", "growth", GrowthOf(y),
            Missing: 1, Back);
    }
    #endregion

    #region surprise
    // This month's growth minus the same month's a year ago.
    public static View Surprise(Airline airline)
    {
        var y = airline.Passengers;
        var growth = GrowthOf(y);                 // (143, 1)
        var surprise =                            // (131, 1)
            growth[12..].Subtract(growth[..^12]);
        // back to passengers: the baseline times e^surprise
        Tensor Back(Tensor answer, int first, int end) =>
            Baselines.WithGrowth(y, first, end)
                .Multiply(Factor(answer));

        return new("surprise", "surprise", surprise,
            Missing: 13, Back);
    }
    #endregion

    static Tensor Factor(Tensor answer) => answer.Cast(DType.Float64).Exp();
}
