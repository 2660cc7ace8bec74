using LearnDL.Tensors;

namespace LearnDL.Losses;

/// <summary>How the shape of targets relates to that of the prediction (N, …, K). The number of elements alone would pair unrelated numbers.</summary>
static class TargetShape
{
    /// <summary>A target for every output: the prediction's shape, whose last axis may be left out where it is 1.</summary>
    public static bool IsFull(Shape y, Shape p) => y == p || (p[-1] == 1 && y == p.WithoutLast);

    /// <summary>A class number for every row: (N, …) or (N, …, 1).</summary>
    public static bool IsClasses(Shape y, Shape p) => y == p.WithoutLast || y == p.WithoutLast.Concat([1]);
}
