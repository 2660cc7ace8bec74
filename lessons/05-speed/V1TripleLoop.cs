using System.Runtime.CompilerServices;

namespace Lessons.Speed;

/// <summary>Version 1: the definition, written down.</summary>
static class V1TripleLoop
{
    #region dot
    // result (n, n) = x (n, n) · y (n, n), stored row after row
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Dot(
        float[] x, float[] y, float[] result, int n)
    {
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
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
