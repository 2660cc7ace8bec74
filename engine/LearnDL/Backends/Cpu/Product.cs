using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LearnDL.Backends.Cpu;

/// <summary>The matrix product, in the way that suits its shape and the processor.</summary>
static class Product
{
    /// <summary>result (M, N) = x·y, or result + x·y. The arrays begin at the offsets; <paramref name="size"/> says how they are stored.</summary>
    public static void Run<T>(T[] x, int offsetX, T[] y, int offsetY, T[] result, int offset, ProductSize size, bool accumulate, int threads)
        where T : unmanaged
    {
        if (size.N == 1) // a column lies in memory like a row, which tiles are better at
            (x, offsetX, y, offsetY, size) = (y, offsetY, x, offsetX, new ProductSize(1, size.M, size.K, TransposeX: false, TransposeY: !size.TransposeX));
        if (AlongRows<T>.Suits(size))
            new AlongRows<T>(x, offsetX, y, offsetY, result, offset, size, accumulate).Run(threads);
        else if (Vector512.IsHardwareAccelerated)
            new Product<T, Tile8<T>>(x, offsetX, y, offsetY, result, offset, size, accumulate).Run(threads);
        else
            new Product<T, Tile6<T>>(x, offsetX, y, offsetY, result, offset, size, accumulate).Run(threads);
    }
}

/// <summary>
/// One matrix product. Every element of the result is one chain of multiply-adds over k = 0, 1, 2, …, exactly as in the three plain loops;
/// what is done side by side are different elements. So tiles, blocks and threads change the speed and never a bit.
/// Four ideas make it fast: a tile of the result stays in registers while k runs; the columns of y that the tile needs, a panel, are first
/// packed next to each other; k is cut into blocks, so that what was packed stays in the nearest cache; and threads take panels of their own.
/// </summary>
readonly struct Product<T, TTile>(T[] x, int offsetX, T[] y, int offsetY, T[] result, int offset, ProductSize size, bool accumulate) : IWork
    where T : unmanaged where TTile : ITile<T>
{
    /// <summary>Steps of k at a time: a packed panel of them, 256 · 32 floats, is 32 KiB.</summary>
    const int BlockSteps = 256;

    /// <summary>With fewer rows than these, every number of y is used so seldom that packing it first does not pay.</summary>
    const int WorthPacking = 8;

    /// <summary>With fewer multiply-adds, or fewer of them for every number, more time would go into moving numbers between processors than it saves.</summary>
    const long WorthThreads = 1 << 20, WorthMoving = 32;

    [ThreadStatic]
    static T[]? packedOfThisThread;

    readonly int panels = (size.N + TTile.Columns - 1) / TTile.Columns, rowStride = size.TransposeX ? 1 : size.K, stepStride = size.TransposeX ? size.M : 1;

    public void Run(int threads)
    {
        if (size.K == 0 && !accumulate)
            result.AsSpan(offset, size.M * size.N).Clear();
        long work = (long)size.M * size.N * size.K, numbers = (long)size.M * size.K + (long)size.K * size.N + (long)size.M * size.N;
        Workers.Run(in this, panels, work < WorthThreads || work < WorthMoving * numbers ? 1 : threads);
    }

    /// <summary>Computes one panel: all rows of x with some columns of y.</summary>
    public void Do(int panel)
    {
        int column = panel * TTile.Columns, columns = Math.Min(TTile.Columns, size.N - column);
        var packed = packedOfThisThread ??= new T[BlockSteps * TTile.Columns];
        for (var step = 0; step < size.K; step += BlockSteps)
        {
            var steps = Math.Min(BlockSteps, size.K - step);
            if (size.M < WorthPacking && columns == TTile.Columns && !size.TransposeY)
                Rows(ref y[offsetY + step * size.N + column], size.N, step, steps, column, columns);
            else
            {
                Pack(packed, step, steps, column, columns);
                Rows(ref packed[0], TTile.Columns, step, steps, column, columns);
            }
        }
    }

    /// <summary>Copies a block of y, (steps, columns), into rows of one tile's width, filled up with zeros.</summary>
    void Pack(Span<T> packed, int step, int steps, int column, int columns)
    {
        if (columns < TTile.Columns)
            packed[..(steps * TTile.Columns)].Clear();
        if (size.TransposeY)
            Transposing.Copy(ref y[offsetY + column * size.K + step], size.K, columns, steps, ref MemoryMarshal.GetReference(packed), TTile.Columns);
        else if (columns < TTile.Columns)
            for (var s = 0; s < steps; s++)
                y.AsSpan(offsetY + (step + s) * size.N + column, columns).CopyTo(packed[(s * TTile.Columns)..]);
        else
            for (var s = 0; s < steps; s++)
                TTile.CopyRow(ref y[offsetY + (step + s) * size.N + column], ref packed[s * TTile.Columns]);
    }

    /// <summary>Goes down the rows of x with a block of y, tile by tile.</summary>
    [SkipLocalsInit]
    void Rows(ref T block, int strideY, int step, int steps, int column, int columns)
    {
        var add = accumulate || step > 0;
        Span<T> edge = stackalloc T[TTile.Rows * TTile.Columns]; // a tile that reaches over the right or lower edge is computed here
        for (int row = 0, rows; row < size.M; row += rows)
        {
            rows = Math.Min(size.M - row, TTile.Rows);
            if (rows < TTile.Rows / 2 - 1)
                rows = 1;
            ref var first = ref x[offsetX + row * rowStride + step * stepStride];
            var sums = result.AsSpan(offset + row * size.N + column);
            var whole = columns == TTile.Columns && (rows == TTile.Rows || rows == 1);
            if (!whole && add)
                for (var i = 0; i < rows; i++)
                    sums.Slice(i * size.N, columns).CopyTo(edge[(i * TTile.Columns)..]);
            ref var tile = ref MemoryMarshal.GetReference(whole ? sums : edge);
            if (rows == 1)
                TTile.RunRow(ref first, stepStride, ref block, strideY, steps, ref tile, add);
            else
                TTile.Run(ref first, rowStride, stepStride, rows - 1, ref block, strideY, steps, ref tile, whole ? size.N : TTile.Columns, add);
            if (!whole)
                for (var i = 0; i < rows; i++)
                    edge.Slice(i * TTile.Columns, columns).CopyTo(sums[(i * size.N)..]);
        }
    }
}
