using System.Numerics;
using LearnDL.Lessons;

namespace Lessons.Speed;

/// <summary>
/// Your turn, in a copy of your own. This makes one, my/05-speed:
/// dotnet run -c Release --project lessons/05-speed -- start
/// Replace each Gap there with code, then run:
/// dotnet run -c Release --project lessons/05-speed -- --check
/// </summary>
static class YourTurn
{
    #region loops
    // There are six orders of the three loops. Version 1 is
    // i, j, k and version 2 is i, k, j. Write k, i, j: k is the
    // outermost loop. result (n, n) = x (n, n) · y (n, n).
    // result may hold anything at first.
    // Multiply and add with MathF.FusedMultiplyAdd, as they do.
    public static void LoopOrder(
        float[] x, float[] y, float[] result, int n)
    {
        Gap.Here<float>();
    }
    #endregion

    #region row
    // One row times a matrix: result (n) = x (k) · y (k, n), in
    // vectors along the row. n need not be a multiple of
    // Vector<float>.Count;
    // what is left over goes through MathF.FusedMultiplyAdd.
    public static void RowDot(
        float[] x, float[] y, float[] result)
    {
        Gap.Here<float>();
    }
    #endregion

    #region pack
    // For x·yᵀ the matrix is stored transposed: y (n, k).
    // Fill a panel for the columns
    // column … column + width − 1 of yᵀ, so that
    // panel[s · width + c] = y[column + c, s]
    // for all k steps s. Where there is no such column, put 0.
    public static void PackTransposed(float[] y, int n, int k,
        int column, int width, float[] panel)
    {
        Gap.Here<float>();
    }
    #endregion
}
