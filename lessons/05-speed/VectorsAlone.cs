using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lessons.Speed;

/// <summary>Another try beside the road: vectors on version 2, without the blocks of version 3.</summary>
static class VectorsAlone
{
    #region dot
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Dot(float[] x, float[] y, float[] result, int n)
    {
        Array.Clear(result);
        var lanes = Vector<float>.Count;
        for (var i = 0; i < n; i++)
            for (var k = 0; k < n; k++)
            {
                var a = x[i * n + k];
                Span<float> row = y.AsSpan(k * n, n), sums = result.AsSpan(i * n, n);
                var j = 0;
                for (; j <= n - lanes; j += lanes)
                    Vector.FusedMultiplyAdd(Vector.Create(a), Vector.Create<float>(row[j..]),
                        Vector.Create<float>(sums[j..]))
                        .CopyTo(sums[j..]);
                for (; j < n; j++)
                    sums[j] = MathF.FusedMultiplyAdd(a, row[j], sums[j]);
            }
    }
    #endregion
}
