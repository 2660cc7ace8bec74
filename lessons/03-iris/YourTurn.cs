using LearnDL.Lessons;

namespace Lessons.Iris;

/// <summary>
/// Your turn, in a copy of your own. This makes one, my/03-iris:
/// dotnet run -c Release --project lessons/03-iris -- start
/// Replace each Gap there with code, then run:
/// dotnet run -c Release --project lessons/03-iris -- --check
/// </summary>
static class YourTurn
{
    #region softmax
    // The probabilities of one row of scores, in plain C#:
    // e^z divided by the sum. Scores of 1000 must work too.
    public static double[] Softmax(double[] z) =>
        Gap.Here<double[]>();
    #endregion

    #region gradient
    // p (N, K): probabilities; y (N, K): one-hot targets.
    // The loss is the mean over the N rows. Return its gradient
    // with respect to the scores, (N, K).
    public static Tensor Gradient(Tensor p, Tensor y) =>
        Gap.Here<Tensor>();
    #endregion

    #region accuracy
    // p (N, K): probabilities; classes: the N true classes.
    // For which share of the rows is the largest probability
    // that of the true class?
    public static double Accuracy(Tensor p, int[] classes) =>
        Gap.Here<double>();
    #endregion
}
