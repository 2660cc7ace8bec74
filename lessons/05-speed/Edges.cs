using System.Runtime.CompilerServices;

namespace Lessons.Speed;

/// <summary>
/// What is left over where the size is not a multiple of a block: the columns on the right and the rows at the bottom.
/// </summary>
static class Edges
{
    #region dot
    // What lies right of column "columns" or below row "rows"
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Dot(
        float[] x, float[] y, float[] result, int n,
        int rows, int columns)
    {
        for (var i = 0; i < n; i++)
            for (var j = i < rows ? columns : 0; j < n; j++)
            {
                var sum = 0f;
                for (var k = 0; k < n; k++)
                    sum = MathF.FusedMultiplyAdd(
                        x[i * n + k], y[k * n + j], sum);
                result[i * n + j] = sum;
            }
    }
    #endregion
}
