using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LearnDL.Backends.Cpu;

/// <summary>The matrix product, in the way that suits its shape and the processor.</summary>
static class Product
{
    /// <summary>
    /// result (M, N) = x·y, or result + x·y. The arrays begin at the offsets;
    /// <paramref name="size"/> says how they are stored.
    /// </summary>
    public static void Run<T>(T[] x, int offsetX, T[] y, int offsetY, T[] result, int offset, ProductSize size,
        bool accumulate, int threads)
        where T : unmanaged
    {
        if (size.N == 1) // a column lies in memory like a row, which tiles are better at
            (x, offsetX, y, offsetY, size) = (y, offsetY, x, offsetX,
                new ProductSize(1, size.M, size.K, TransposeX: false, TransposeY: !size.TransposeX));
        if (AlongRows<T>.Suits(size))
            new AlongRows<T>(x, offsetX, y, offsetY, result, offset, size, accumulate).Run(threads);
        else if (Vector512.IsHardwareAccelerated)
            new Product<T, Tile8<T>>(x, offsetX, y, offsetY, result, offset, size, accumulate).Run(threads);
        else
            new Product<T, Tile6<T>>(x, offsetX, y, offsetY, result, offset, size, accumulate).Run(threads);
    }
}

/// <summary>
/// One matrix product. Every element of the result is one chain of multiply-adds over k = 0, 1, 2, …, exactly as in the
/// three plain loops; what is done side by side are different elements. So tiles, blocks and threads change the speed
/// and never a bit. Four ideas make it fast: a tile of the result stays in registers while k runs; the columns of y
/// that the tile needs, a panel, are first packed next to each other; k is cut into blocks, so that what was packed
/// stays in the nearest cache; and threads take panels of their own.
/// </summary>
readonly struct Product<T,
    TTile>(T[] x, int offsetX, T[] y, int offsetY, T[] result, int offset, ProductSize size, bool accumulate) : IWork
    where T : unmanaged where TTile : ITile<T>
{
    /// <summary>Steps of k at a time: a packed panel of them, 256 · 32 floats, is 32 KiB.</summary>
    const int BlockSteps = 256;

    /// <summary>
    /// Up to this many tiles one below the other use every number of y so seldom that packing it first does not pay.
    /// </summary>
    const int FewTiles = 4;

    /// <summary>
    /// With fewer multiply-adds, or fewer of them for every number, more time would go into moving numbers between
    /// processors than it saves.
    /// </summary>
    const long WorthThreads = 1 << 20, WorthMoving = 32;

    [ThreadStatic]
    static T[]? packedOfThisThread;

    readonly int panels = size.M == 0 ? 0 : (size.N + TTile.Columns - 1) / TTile.Columns;
    readonly Strided rows = new(size.TransposeX ? 1 : size.K), steps = new(size.TransposeX ? size.M : 1),
        places = new(size.N);

    public void Run(int threads)
    {
        if (size.K == 0 && !accumulate)
            result.AsSpan(offset, size.M * size.N).Clear();
        long work = (long)size.M * size.N * size.K,
            numbers = (long)size.M * size.K + (long)size.K * size.N + (long)size.M * size.N;
        Workers.Run(in this, panels, work < WorthThreads || work < WorthMoving * numbers ? 1 : threads);
    }

    /// <summary>Computes one panel: all rows of x with some columns of y.</summary>
    public void Do(int panel)
    {
        int column = panel * TTile.Columns, columns = Math.Min(TTile.Columns, size.N - column);
        var packed = packedOfThisThread ??= new T[BlockSteps * TTile.Columns];
        for (var step = 0; step < size.K; step += BlockSteps)
        {
            var end = Math.Min(step + BlockSteps, size.K);
            if (size.M <= FewTiles * TTile.Rows && columns == TTile.Columns && !size.TransposeY)
                Rows(ref y[offsetY + step * size.N + column], size.N, step, end, column, columns);
            else
            {
                Pack(packed, step, end - step, column, columns);
                Rows(ref packed[0], TTile.Columns, step, end, column, columns);
            }
        }
    }

    /// <summary>All rows of x with a block of y, which is added to what the blocks before gave.</summary>
    void Rows(ref T block, int strideY, int step, int end, int column, int columns) =>
        Panel<T, TTile>.Multiply(ref x[offsetX], rows, 0, size.M, steps, step, end, ref block, strideY,
            result.AsSpan(offset + column), places, columns, accumulate || step > 0);

    /// <summary>Copies a block of y, (steps, columns), into rows of one tile's width, filled up with zeros.</summary>
    void Pack(Span<T> packed, int step, int steps, int column, int columns)
    {
        if (columns < TTile.Columns)
            packed[..(steps * TTile.Columns)].Clear();
        if (size.TransposeY)
            Transposing.Copy(ref y[offsetY + column * size.K + step], size.K, columns, steps,
                ref MemoryMarshal.GetReference(packed), TTile.Columns);
        else if (columns < TTile.Columns)
            for (var s = 0; s < steps; s++)
                y.AsSpan(offsetY + (step + s) * size.N + column, columns).CopyTo(packed[(s * TTile.Columns)..]);
        else
            for (var s = 0; s < steps; s++)
                TTile.CopyRow(ref y[offsetY + (step + s) * size.N + column], ref packed[s * TTile.Columns]);
    }
}
