using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// The matrix product. Every element of the result is one chain of multiply-adds over k = 0, 1, 2, …, exactly as in the three plain loops;
/// what is done side by side are different elements. So tiles, blocks and threads change the speed and never a bit.
/// Three ideas make it fast: a tile of the result stays in registers while k runs; the columns of y that the tile needs are first
/// packed next to each other; and k is cut into blocks, so that what was packed stays in the nearest cache.
/// </summary>
static class Product
{
    const int TileRows = 6, BlockSteps = 256;

    /// <summary>Fewer multiply-adds than this are not worth waking a second thread.</summary>
    const long WorthThreads = 1 << 20;

    /// <summary>Columns of a tile: two vectors.</summary>
    static int TileColumns<T>() => 2 * Vector<T>.Count;

    /// <summary>result (M, N) = x·y, or result + x·y. The arrays begin at the offsets; <paramref name="size"/> says how they are stored.</summary>
    public static void Run<T>(T[] x, int offsetX, T[] y, int offsetY, T[] result, int offset, ProductSize size, bool accumulate, int threads)
        where T : unmanaged
    {
        var (m, n, k) = (size.M, size.N, size.K);
        if (!accumulate)
            result.AsSpan(offset, m * n).Clear();
        var panels = (n + TileColumns<T>() - 1) / TileColumns<T>();
        threads = Math.Min(threads, panels);
        if (threads <= 1 || (long)m * n * k < WorthThreads)
            Panels(x.AsSpan(offsetX), y.AsSpan(offsetY), result.AsSpan(offset, m * n), size, 0, panels);
        else
            RunOnThreads(x, offsetX, y, offsetY, result, offset, size, panels, threads);
    }

    /// <summary>Kept apart from <see cref="Run"/>, because the closure would be made on every call otherwise.</summary>
    static void RunOnThreads<T>(T[] x, int offsetX, T[] y, int offsetY, T[] result, int offset, ProductSize size, int panels, int threads)
        where T : unmanaged =>
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
            Panels(x.AsSpan(offsetX), y.AsSpan(offsetY), result.AsSpan(offset, size.M * size.N), size, panels * thread / threads, panels * (thread + 1) / threads));

    static void Panels<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result, ProductSize size, int from, int to) where T : unmanaged
    {
        var width = TileColumns<T>();
        var packed = ArrayPool<T>.Shared.Rent(Math.Min(size.K, BlockSteps) * width);
        for (var panel = from; panel < to; panel++)
            for (var step = 0; step < size.K; step += BlockSteps)
            {
                var steps = Math.Min(BlockSteps, size.K - step);
                var columns = Math.Min(width, size.N - panel * width);
                Pack(y, size, step, steps, panel * width, columns, packed);
                Panel(x, packed, result, size, step, steps, panel * width, columns);
            }
        ArrayPool<T>.Shared.Return(packed);
    }

    /// <summary>Copies a block of y, (steps, columns), into rows of one tile's width, filled up with zeros.</summary>
    static void Pack<T>(ReadOnlySpan<T> y, ProductSize size, int step, int steps, int column, int columns, Span<T> packed) where T : unmanaged
    {
        var width = TileColumns<T>();
        if (columns < width)
            packed[..(steps * width)].Clear();
        if (size.TransposeY)
            for (var j = 0; j < columns; j++)
            {
                var source = y.Slice((column + j) * size.K + step, steps);
                for (var s = 0; s < source.Length; s++)
                    packed[s * width + j] = source[s];
            }
        else
            for (var s = 0; s < steps; s++)
                y.Slice((step + s) * size.N + column, columns).CopyTo(packed[(s * width)..]);
    }

    /// <summary>Goes down the rows of x with a packed block of y, tile by tile.</summary>
    static void Panel<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> packed, Span<T> result, ProductSize size, int step, int steps, int column, int columns)
        where T : unmanaged
    {
        int rowStride = size.TransposeX ? 1 : size.K, stepStride = size.TransposeX ? size.M : 1;
        var width = TileColumns<T>();
        Span<T> edge = stackalloc T[TileRows * width]; // a tile that reaches over the right edge is computed here
        for (int row = 0, rows; row < size.M; row += rows)
        {
            rows = size.M - row >= TileRows ? TileRows : 1;
            ref var px = ref Unsafe.Add(ref MemoryMarshal.GetReference(x), (nint)row * rowStride + (nint)step * stepStride);
            ref var py = ref MemoryMarshal.GetReference(packed);
            ref var tile = ref MemoryMarshal.GetReference(edge);
            var tileStride = width;
            if (columns == width)
            {
                tile = ref Unsafe.Add(ref MemoryMarshal.GetReference(result), (nint)row * size.N + column);
                tileStride = size.N;
            }
            else
                for (var i = 0; i < rows; i++)
                    result.Slice((row + i) * size.N + column, columns).CopyTo(edge[(i * width)..]);

            if (rows == TileRows)
                Tile6(ref px, rowStride, stepStride, ref py, steps, ref tile, tileStride);
            else
                Tile1(ref px, stepStride, ref py, steps, ref tile);

            if (columns < width)
                for (var i = 0; i < rows; i++)
                    edge.Slice(i * width, columns).CopyTo(result[((row + i) * size.N + column)..]);
        }
    }

    /// <summary>tile (6, 2 vectors) += x (6, steps) · y (steps, 2 vectors); the twelve sums stay in registers.</summary>
    static void Tile6<T>(ref T x, nint rowStride, nint stepStride, ref T y, int steps, ref T tile, nint tileStride) where T : unmanaged
    {
        Vector<T> s00 = Load(ref tile, 0), s01 = Load(ref tile, Vector<T>.Count);
        Vector<T> s10 = Load(ref tile, tileStride), s11 = Load(ref tile, tileStride + Vector<T>.Count);
        Vector<T> s20 = Load(ref tile, 2 * tileStride), s21 = Load(ref tile, 2 * tileStride + Vector<T>.Count);
        Vector<T> s30 = Load(ref tile, 3 * tileStride), s31 = Load(ref tile, 3 * tileStride + Vector<T>.Count);
        Vector<T> s40 = Load(ref tile, 4 * tileStride), s41 = Load(ref tile, 4 * tileStride + Vector<T>.Count);
        Vector<T> s50 = Load(ref tile, 5 * tileStride), s51 = Load(ref tile, 5 * tileStride + Vector<T>.Count);
        for (var k = 0; k < steps; k++)
        {
            Vector<T> y0 = Load(ref y, 0), y1 = Load(ref y, Vector<T>.Count);
            var a = Vector.Create(x);
            (s00, s01) = (Simd.MultiplyAdd(a, y0, s00), Simd.MultiplyAdd(a, y1, s01));
            a = Vector.Create(Unsafe.Add(ref x, rowStride));
            (s10, s11) = (Simd.MultiplyAdd(a, y0, s10), Simd.MultiplyAdd(a, y1, s11));
            a = Vector.Create(Unsafe.Add(ref x, 2 * rowStride));
            (s20, s21) = (Simd.MultiplyAdd(a, y0, s20), Simd.MultiplyAdd(a, y1, s21));
            a = Vector.Create(Unsafe.Add(ref x, 3 * rowStride));
            (s30, s31) = (Simd.MultiplyAdd(a, y0, s30), Simd.MultiplyAdd(a, y1, s31));
            a = Vector.Create(Unsafe.Add(ref x, 4 * rowStride));
            (s40, s41) = (Simd.MultiplyAdd(a, y0, s40), Simd.MultiplyAdd(a, y1, s41));
            a = Vector.Create(Unsafe.Add(ref x, 5 * rowStride));
            (s50, s51) = (Simd.MultiplyAdd(a, y0, s50), Simd.MultiplyAdd(a, y1, s51));
            x = ref Unsafe.Add(ref x, stepStride);
            y = ref Unsafe.Add(ref y, 2 * Vector<T>.Count);
        }
        Store(s00, s01, ref tile, 0);
        Store(s10, s11, ref tile, tileStride);
        Store(s20, s21, ref tile, 2 * tileStride);
        Store(s30, s31, ref tile, 3 * tileStride);
        Store(s40, s41, ref tile, 4 * tileStride);
        Store(s50, s51, ref tile, 5 * tileStride);
    }

    /// <summary>The same for a single row, for what is left of the rows.</summary>
    static void Tile1<T>(ref T x, nint stepStride, ref T y, int steps, ref T tile) where T : unmanaged
    {
        Vector<T> s0 = Load(ref tile, 0), s1 = Load(ref tile, Vector<T>.Count);
        for (var k = 0; k < steps; k++)
        {
            var a = Vector.Create(x);
            (s0, s1) = (Simd.MultiplyAdd(a, Load(ref y, 0), s0), Simd.MultiplyAdd(a, Load(ref y, Vector<T>.Count), s1));
            x = ref Unsafe.Add(ref x, stepStride);
            y = ref Unsafe.Add(ref y, 2 * Vector<T>.Count);
        }
        Store(s0, s1, ref tile, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<T> Load<T>(ref T source, nint index) => Vector.LoadUnsafe(ref Unsafe.Add(ref source, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store<T>(Vector<T> left, Vector<T> right, ref T tile, nint index)
    {
        left.StoreUnsafe(ref Unsafe.Add(ref tile, index));
        right.StoreUnsafe(ref Unsafe.Add(ref tile, index + Vector<T>.Count));
    }
}
