using System.Runtime.CompilerServices;
using static System.MathF;

namespace Lessons.Speed;

/// <summary>
/// Version 3: 4 × 4 elements of the result at a time. Their sums stay in registers,
/// and what is loaded is used four times.
/// </summary>
static class V3Blocks
{
    #region dot
    public static void Dot(float[] x, float[] y, float[] result, int n)
    {
        var whole = n - n % 4; // what 4 × 4 blocks can cover
        for (var i = 0; i < whole; i += 4)
            for (var j = 0; j < whole; j += 4)
                Block(x, y, result, n, i, j);
        Edges.Dot(x, y, result, n, whole, whole);
    }
    #endregion

    #region block
    // 16 elements of the result: (i, j) to (i + 3, j + 3)
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Block(
        float[] x, float[] y, float[] result,
        int n, int i, int j)
    {
        float s00 = 0, s01 = 0, s02 = 0, s03 = 0;
        float s10 = 0, s11 = 0, s12 = 0, s13 = 0;
        float s20 = 0, s21 = 0, s22 = 0, s23 = 0;
        float s30 = 0, s31 = 0, s32 = 0, s33 = 0;
        int x0 = i * n, x1 = x0 + n, x2 = x1 + n, x3 = x2 + n;
        for (int k = 0, yk = j; k < n; k++, yk += n)
        {
            // 8 numbers are loaded …
            float y0 = y[yk], y1 = y[yk + 1];
            float y2 = y[yk + 2], y3 = y[yk + 3];
            float a = x[x0 + k], b = x[x1 + k];
            float c = x[x2 + k], d = x[x3 + k];
            // … for 16 multiply-adds
            s00 = FusedMultiplyAdd(a, y0, s00);
            s01 = FusedMultiplyAdd(a, y1, s01);
            s02 = FusedMultiplyAdd(a, y2, s02);
            s03 = FusedMultiplyAdd(a, y3, s03);
            s10 = FusedMultiplyAdd(b, y0, s10);
            s11 = FusedMultiplyAdd(b, y1, s11);
            s12 = FusedMultiplyAdd(b, y2, s12);
            s13 = FusedMultiplyAdd(b, y3, s13);
            s20 = FusedMultiplyAdd(c, y0, s20);
            s21 = FusedMultiplyAdd(c, y1, s21);
            s22 = FusedMultiplyAdd(c, y2, s22);
            s23 = FusedMultiplyAdd(c, y3, s23);
            s30 = FusedMultiplyAdd(d, y0, s30);
            s31 = FusedMultiplyAdd(d, y1, s31);
            s32 = FusedMultiplyAdd(d, y2, s32);
            s33 = FusedMultiplyAdd(d, y3, s33);
        }
        Store(result, x0 + j, s00, s01, s02, s03);
        Store(result, x1 + j, s10, s11, s12, s13);
        Store(result, x2 + j, s20, s21, s22, s23);
        Store(result, x3 + j, s30, s31, s32, s33);
    }
    #endregion

    static void Store(float[] result, int at, float s0, float s1, float s2, float s3) =>
        (result[at], result[at + 1], result[at + 2], result[at + 3]) = (s0, s1, s2, s3);
}
