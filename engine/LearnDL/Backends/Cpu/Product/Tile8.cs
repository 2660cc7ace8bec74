using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LearnDL.Numbers;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// 8 rows × 2 vectors of 512 bits, for processors with 32 vector registers: 16 sums, 2
/// parts of y, and x one number at a time.
/// </summary>
readonly struct Tile8<T> : ITile<T> where T : unmanaged
{
    public static int Rows => 8;

    public static int Columns => 2 * Vector512<T>.Count;

    public static void Run<TAt>(ref T x, TAt rows, int row, int last, TAt steps, int from, int to, ref T y,
        nint strideY, ref T sums, nint stride, bool accumulate)
        where TAt : IOffsets, allows ref struct
    {
        x = ref Unsafe.Add(ref x, rows.At(row));
        nint row1 = Below(rows, row, 1, last), row2 = Below(rows, row, 2, last), row3 = Below(rows, row, 3, last),
            row4 = Below(rows, row, 4, last);
        nint row5 = Below(rows, row, 5, last), row6 = Below(rows, row, 6, last), row7 = Below(rows, row, 7, last);
        Vector512<T> s00 = default, s01 = default, s10 = default, s11 = default, s20 = default, s21 = default,
            s30 = default, s31 = default;
        Vector512<T> s40 = default, s41 = default, s50 = default, s51 = default, s60 = default, s61 = default,
            s70 = default, s71 = default;
        if (accumulate)
        {
            (s00, s01) = Load(ref sums, 0);
            (s10, s11) = Load(ref sums, stride);
            (s20, s21) = Load(ref sums, 2 * stride);
            (s30, s31) = Load(ref sums, 3 * stride);
            (s40, s41) = Load(ref sums, 4 * stride);
            (s50, s51) = Load(ref sums, 5 * stride);
            (s60, s61) = Load(ref sums, 6 * stride);
            (s70, s71) = Load(ref sums, 7 * stride);
        }
        for (var k = from; k < to; k++)
        {
            var (y0, y1) = Load(ref y, 0);
            ref var xk = ref Unsafe.Add(ref x, steps.At(k));
            Add(xk, y0, y1, ref s00, ref s01);
            Add(Unsafe.Add(ref xk, row1), y0, y1, ref s10, ref s11);
            Add(Unsafe.Add(ref xk, row2), y0, y1, ref s20, ref s21);
            Add(Unsafe.Add(ref xk, row3), y0, y1, ref s30, ref s31);
            Add(Unsafe.Add(ref xk, row4), y0, y1, ref s40, ref s41);
            Add(Unsafe.Add(ref xk, row5), y0, y1, ref s50, ref s51);
            Add(Unsafe.Add(ref xk, row6), y0, y1, ref s60, ref s61);
            Add(Unsafe.Add(ref xk, row7), y0, y1, ref s70, ref s71);
            y = ref Unsafe.Add(ref y, strideY);
        }
        Store(s00, s01, ref sums, 0);
        Store(s10, s11, ref sums, stride);
        Store(s20, s21, ref sums, 2 * stride);
        Store(s30, s31, ref sums, 3 * stride);
        Store(s40, s41, ref sums, 4 * stride);
        Store(s50, s51, ref sums, 5 * stride);
        Store(s60, s61, ref sums, 6 * stride);
        Store(s70, s71, ref sums, 7 * stride);
    }

    public static void RunRow<TAt>(ref T x, TAt rows, int row, TAt steps, int from, int to, ref T y, nint strideY,
        ref T sums, bool accumulate)
        where TAt : IOffsets, allows ref struct
    {
        x = ref Unsafe.Add(ref x, rows.At(row));
        Vector512<T> s0 = default, s1 = default;
        if (accumulate)
            (s0, s1) = Load(ref sums, 0);
        for (var k = from; k < to; k++)
        {
            var (y0, y1) = Load(ref y, 0);
            Add(Unsafe.Add(ref x, steps.At(k)), y0, y1, ref s0, ref s1);
            y = ref Unsafe.Add(ref y, strideY);
        }
        Store(s0, s1, ref sums, 0);
    }

    public static void CopyRow(ref T from, ref T to)
    {
        var (left, right) = Load(ref from, 0);
        Store(left, right, ref to, 0);
    }

    /// <summary>A row of the rectangle takes its product with x up: one number of x, times two vectors of y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Add(T x, Vector512<T> y0, Vector512<T> y1, ref Vector512<T> s0, ref Vector512<T> s1)
    {
        var a = Vector512.Create(x);
        Simd.AddProduct(a, y0, ref s0);
        Simd.AddProduct(a, y1, ref s1);
    }

    /// <summary>How far below its first row the tile's row number i begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static nint Below<TAt>(TAt rows, int row, int i, int last) where TAt : IOffsets, allows ref struct =>
        rows.At(Math.Min(row + i, last)) - rows.At(row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (Vector512<T> Left, Vector512<T> Right) Load(ref T source, nint index) =>
        (Vector512.LoadUnsafe(ref Unsafe.Add(ref source, index)),
            Vector512.LoadUnsafe(ref Unsafe.Add(ref source, index + Vector512<T>.Count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store(Vector512<T> left, Vector512<T> right, ref T sums, nint index)
    {
        left.StoreUnsafe(ref Unsafe.Add(ref sums, index));
        right.StoreUnsafe(ref Unsafe.Add(ref sums, index + Vector512<T>.Count));
    }
}
