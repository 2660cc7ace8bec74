using LearnDL.Tensors;

namespace LearnDL.Losses;

/// <summary>
/// How the shape of targets relates to that of the prediction (N, …, K). The number of elements alone would pair
/// unrelated numbers.
/// </summary>
static class TargetShape
{
    /// <summary>
    /// A target for every output: the prediction's shape, whose last axis may be left out where it is 1.
    /// </summary>
    public static bool IsFull(Shape y, Shape p) => y == p || (p[-1] == 1 && y == p.WithoutLast);

    /// <summary>A class number for every row: (N, …) or (N, …, 1).</summary>
    public static bool IsClasses(Shape y, Shape p) => y == p.WithoutLast || y == p.WithoutLast.Concat([1]);

    /// <summary>
    /// Targets (N), (N, 1) or (N, K) for a prediction (N, …, K) with more axes: a loss asks only where they do not
    /// fit.
    /// </summary>
    public static bool IsOnePerSample(Shape y, Shape p) =>
        p.Rank > 2 && (y.Rank == 1 || (y.Rank == 2 && (y[1] == 1 || y[1] == p[-1])));

    /// <summary>Whether these fit no loss: they are no class numbers of the rows either.</summary>
    public static bool IsOneForManyRows(Shape y, Shape p) =>
        IsOnePerSample(y, p.With(0, y[0])) && !IsFull(y, p.With(0, y[0])) && !IsClasses(y, p.With(0, y[0]));

    /// <summary>The way out of that.</summary>
    public static string AdviceForOnePerSample(Shape p) => p.Rank == 3
        ? "One target per sample, but one prediction for every time step of it? If the last recurrent layer has "
            + "returnSequences: true, leave it out; or put a Flatten() before the last Dense."
        : "One target per sample, but one prediction for every row of it? Put a Flatten() in front.";

    /// <summary>The way out where there is not a target for every output.</summary>
    public static string Advice(Shape y, Shape p)
    {
        if (IsOnePerSample(y, p))
            return AdviceForOnePerSample(p);
        if (p.Rank > 2 && y == p.WithoutLast)
            return $"One target per time step, but {p[-1]} predictions? Give the last layer a single unit.";
        if (p.Rank > 2 && y.Rank < p.Rank)
            return "Give a target for every prediction, or let the layers reduce their axes: returnSequences: false, "
                + "Flatten(), a pooling.";
        if (y.Rank > p.Rank && y[^1..].Size == 1 && IsFull(y.WithoutLast, p))
            return $"The last axis of y is one too many: y.Reshape({string.Join(", ", p.Select(size => $"{size}"))}).";
        return "The last layer needs one unit for every target.";
    }
}
