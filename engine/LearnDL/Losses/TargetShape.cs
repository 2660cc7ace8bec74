using LearnDL.Tensors;

namespace LearnDL.Losses;

/// <summary>How the shape of targets relates to that of the prediction (N, …, K). The number of elements alone would pair unrelated numbers.</summary>
static class TargetShape
{
    /// <summary>A target for every output: the prediction's shape, whose last axis may be left out where it is 1.</summary>
    public static bool IsFull(Shape y, Shape p) => y == p || (p[-1] == 1 && y == p.WithoutLast);

    /// <summary>Targets (N), (N, 1) or (N, K) for a prediction (N, …, K) with more axes: a loss that asks has found already that they do not fit.</summary>
    public static bool IsOneASample(Shape y, Shape p) => p.Rank > 2 && (y.Rank == 1 || (y.Rank == 2 && (y[1] == 1 || y[1] == p[-1])));

    /// <summary>The way out of that.</summary>
    public static string OnceASample(Shape p) => p.Rank == 3
        ? "One target a sample, but one prediction for every time step of it? If the last recurrent layer has returnSequences: true, leave it out; or put a Flatten() before the last Dense."
        : "One target a sample, but one prediction a row of it? Put a Flatten() in front.";

    /// <summary>A class number for every row: (N, …) or (N, …, 1).</summary>
    public static bool IsClasses(Shape y, Shape p) => y == p.WithoutLast || y == p.WithoutLast.Concat([1]);
}
