using LearnDL.Lessons;

namespace Lessons.Mnist;

/// <summary>
/// Your turn, in a copy of your own. This makes one, my/04-mnist:
/// dotnet run -c Release --project lessons/04-mnist -- start
/// Replace each Gap there with code, then run:
/// dotnet run -c Release --project lessons/04-mnist -- --check
/// </summary>
static class YourTurn
{
    #region scale
    // images (N, 28, 28), UInt8. Return them as (N, 784),
    // Float32, with 0 for paper and 1 for ink.
    public static Tensor Scale(Tensor images) =>
        Gap.Here<Tensor>();
    #endregion

    #region loss
    // p (N, K): probabilities; classes: the N true classes.
    // Sparse categorical cross-entropy in plain C#:
    // the mean over the rows of -ln p of the true class.
    public static double Loss(Tensor p, int[] classes) =>
        Gap.Here<double>();
    #endregion

    #region worst
    // The numbers of the `count` rows with the highest loss,
    // the worst first.
    public static int[] Worst(
        Tensor p, int[] classes, int count) =>
        Gap.Here<int[]>();
    #endregion
}
