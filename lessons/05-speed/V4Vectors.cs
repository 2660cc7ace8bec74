using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Numerics.Vector;

namespace Lessons.Speed;

/// <summary>Version 4: the blocks of version 3 with a vector in the place of each number: 4 rows × 2 vectors.</summary>
static class V4Vectors
{
    #region dot
    public const int Rows = 4;

    public static int Columns => 2 * Vector<float>.Count;

    public static void Dot(
        float[] x, float[] y, float[] result, int n)
    {
        // what whole tiles cover
        int rows = n - n % Rows, columns = n - n % Columns;
        for (var j = 0; j < columns; j += Columns)
            for (var i = 0; i < rows; i += Rows)
                Tile(
                    ref x[i * n], n, ref y[j], n, steps: n,
                    ref result[i * n + j], n,
                    accumulate: false);
        Edges.Dot(x, y, result, n, rows, columns);
    }
    #endregion

    #region tile
    // sums (4, 2 vectors) = x (4, steps) · y (steps, 2 vectors)
    // or, to accumulate, added to what is there. A stride leads
    // from one row to the next.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile(
        ref float x, int strideX, ref float y, int strideY,
        int steps, ref float sums, int stride, bool accumulate)
    {
        Vector<float> s00 = default, s01 = default;
        Vector<float> s10 = default, s11 = default;
        Vector<float> s20 = default, s21 = default;
        Vector<float> s30 = default, s31 = default;
        if (accumulate)
        {
            (s00, s01) = Load(ref sums, 0);
            (s10, s11) = Load(ref sums, stride);
            (s20, s21) = Load(ref sums, 2 * stride);
            (s30, s31) = Load(ref sums, 3 * stride);
        }

        for (var k = 0; k < steps; k++)
        {
            var (y0, y1) = Load(ref y, k * strideY);
            var a = Create(Unsafe.Add(ref x, k));
            s00 = FusedMultiplyAdd(a, y0, s00);
            s01 = FusedMultiplyAdd(a, y1, s01);
            a = Create(Unsafe.Add(ref x, strideX + k));
            s10 = FusedMultiplyAdd(a, y0, s10);
            s11 = FusedMultiplyAdd(a, y1, s11);
            a = Create(Unsafe.Add(ref x, 2 * strideX + k));
            s20 = FusedMultiplyAdd(a, y0, s20);
            s21 = FusedMultiplyAdd(a, y1, s21);
            a = Create(Unsafe.Add(ref x, 3 * strideX + k));
            s30 = FusedMultiplyAdd(a, y0, s30);
            s31 = FusedMultiplyAdd(a, y1, s31);
        }
        Store(s00, s01, ref sums, 0);
        Store(s10, s11, ref sums, stride);
        Store(s20, s21, ref sums, 2 * stride);
        Store(s30, s31, ref sums, 3 * stride);
    }
    #endregion

    #region load
    // Two vectors, one behind the other
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (Vector<float>, Vector<float>) Load(
        ref float first, int at)
    {
        var next = at + Vector<float>.Count;
        return (LoadUnsafe(ref first, (nuint)at),
                LoadUnsafe(ref first, (nuint)next));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store(Vector<float> left, Vector<float> right,
        ref float first, int at)
    {
        var next = at + Vector<float>.Count;
        left.StoreUnsafe(ref first, (nuint)at);
        right.StoreUnsafe(ref first, (nuint)next);
    }
    #endregion
}
