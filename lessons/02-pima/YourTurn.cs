using LearnDL.Lessons;

namespace Lessons.Pima;

/// <summary>
/// Your turn, in a copy of your own. This makes one, my/02-pima:
/// dotnet run -c Release --project lessons/02-pima -- start
/// Replace each Gap there with code, then run:
/// dotnet run -c Release --project lessons/02-pima -- --check
/// </summary>
static class YourTurn
{
    #region loss
    // Binary cross-entropy in plain C#: the mean of
    // −(y·ln p + (1 − y)·ln(1 − p)). y holds zeros and ones,
    // p numbers between 0 and 1, both of the same length.
    public static double Loss(double[] y, double[] p) =>
        Gap.Here<double>();
    #endregion

    #region step
    // x (N, D), y (N, 1), w (D, 1), b (1).
    // One step downhill: return the new weights and bias.
    public static (Tensor W, Tensor B) Step(
        Tensor x, Tensor y, Tensor w, Tensor b, double rate) =>
        Gap.Here<(Tensor, Tensor)>();
    #endregion

    #region sensitivity
    // A confusion matrix; row: true class, column: predicted;
    // 0 healthy, 1 ill. Return the share of the ill who
    // were found.
    public static double Sensitivity(int[,] counts) =>
        Gap.Here<double>();
    #endregion
}
