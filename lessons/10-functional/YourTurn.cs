using LearnDL.Lessons;

namespace Lessons.Functional;

/// <summary>
/// Your turn, in a copy of your own. This makes one, my/10-functional:
/// dotnet run -c Release --project lessons/10-functional -- start
/// Replace each Gap there with code, then run:
/// dotnet run -c Release --project lessons/10-functional -- --check
/// </summary>
static class YourTurn
{
    #region cut
    // Several inputs were joined along the last axis; input i
    // was (N, widths[i]). dc (N, sum of the widths) is the
    // gradient of what came out. Return one gradient for each
    // input.
    public static Tensor[] Cut(Tensor dc, int[] widths) =>
        Gap.Here<Tensor[]>();
    #endregion

    #region text
    // The text branch t (N, T) goes into a join with the
    // habits, in front of them, and into an auxiliary output
    // with the kernel v (T, 1) and a sigmoid.
    // dc (N, T + H): the gradient of what the join gave.
    // da (N, 1): q − y of the auxiliary output, whose loss
    // counts `weight`. Return dt (N, T).
    public static Tensor TextGradient(
        Tensor dc, Tensor da, Tensor v, double weight) =>
        Gap.Here<Tensor>();
    #endregion

    #region shuffle
    // x (N, D): the habits of N mails. Return a new tensor in
    // which row n has, in this column, the number of row
    // order[n]. All other columns stay as they are.
    public static Tensor Shuffled(
        Tensor x, int column, int[] order) =>
        Gap.Here<Tensor>();
    #endregion
}
