using LearnDL.Lessons;

namespace Lessons.Lstm;

/// <summary>
/// Your turn, in a copy of your own. This makes one, my/07-lstm:
/// dotnet run -c Release --project lessons/07-lstm -- start
/// Replace each Gap there with code, then run:
/// dotnet run -c Release --project lessons/07-lstm -- --check
/// </summary>
static class YourTurn
{
    #region windows
    // Windows of a series, in plain C#. Window n holds the
    // values n, n + 1, … n + length - 1; its target is the
    // value after them. Return all windows that have a target.
    public static (double[][] X, double[] Y) Windows(
        double[] series, int length) =>
        Gap.Here<(double[][], double[])>();
    #endregion

    #region step
    // One time step of an LSTM. x (N, D), hPrev and cPrev
    // (N, U), W (D, 4U), R (U, 4U), b (4U), with the gates in
    // the order i, f, g, o. Return the new h and c.
    // z.SplitColumns(4) takes z apart.
    public static (Tensor H, Tensor C) Step(
        Tensor x, Tensor hPrev, Tensor cPrev,
        Tensor W, Tensor R, Tensor b) =>
        Gap.Here<(Tensor, Tensor)>();
    #endregion

    #region back
    // A plain recurrent time step: h = tanh(x·W + hPrev·R + b).
    // Given dh and h, each (N, U), hPrev (N, U) and R (U, U):
    // return dhPrev (N, U) and what this time step adds to
    // dR (U, U).
    public static (Tensor DhPrev, Tensor DR) StepBack(
        Tensor dh, Tensor h, Tensor hPrev, Tensor R) =>
        Gap.Here<(Tensor, Tensor)>();
    #endregion
}
