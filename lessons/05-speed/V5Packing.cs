using System.Runtime.CompilerServices;

namespace Lessons.Speed;

/// <summary>
/// Version 5: before a panel of y is used for all rows of x, it is copied to where its rows lie next to each other.
/// </summary>
static class V5Packing
{
    #region dot
    const int BlockSteps = 256; // 256 · 16 floats are 16 KiB

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Dot(
        float[] x, float[] y, float[] result, int n)
    {
        int height = V4Vectors.Rows, tile = V4Vectors.Columns;
        int rows = n - n % height, columns = n - n % tile;
        var packed = new float[BlockSteps * tile];
        for (var j = 0; j < columns; j += tile)
            for (var k = 0; k < n; k += BlockSteps)
            {
                var steps = Math.Min(BlockSteps, n - k);
                for (var s = 0; s < steps; s++)
                    y.AsSpan((k + s) * n + j, tile)
                        .CopyTo(packed.AsSpan(s * tile));
                for (var i = 0; i < rows; i += height)
                    V4Vectors.Tile(
                        ref x[i * n + k], n,
                        ref packed[0], tile, steps,
                        ref result[i * n + j], n,
                        accumulate: k > 0);
            }
        Edges.Dot(x, y, result, n, rows, columns);
    }
    #endregion
}
