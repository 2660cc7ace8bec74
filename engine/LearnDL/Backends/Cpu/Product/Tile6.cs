using System.Numerics;
using System.Runtime.CompilerServices;
using LearnDL.Numbers;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// 6 rows × 2 vectors of whatever width the processor has, for 16 vector registers: 12 sums, 2
/// parts of y, and x one number at a time.
/// </summary>
readonly struct Tile6<T> : ITile<T> where T : unmanaged
{
    public static int Rows => 6;

    public static int Columns => 2 * Vector<T>.Count;

    public static void Run<TAt>(ref T x, TAt rows, int row, int last, TAt steps, int from, int to, ref T y,
        nint strideY, ref T sums, nint stride, bool accumulate)
        where TAt : IOffsets, allows ref struct
    {
        x = ref Unsafe.Add(ref x, rows.At(row));
        nint row1 = Below(rows, row, 1, last), row2 = Below(rows, row, 2, last), row3 = Below(rows, row, 3, last),
            row4 = Below(rows, row, 4, last), row5 = Below(rows, row, 5, last);
        Vector<T> s00 = default, s01 = default, s10 = default, s11 = default, s20 = default, s21 = default,
            s30 = default, s31 = default;
        Vector<T> s40 = default, s41 = default, s50 = default, s51 = default;
        if (accumulate)
        {
            (s00, s01) = Load(ref sums, 0);
            (s10, s11) = Load(ref sums, stride);
            (s20, s21) = Load(ref sums, 2 * stride);
            (s30, s31) = Load(ref sums, 3 * stride);
            (s40, s41) = Load(ref sums, 4 * stride);
            (s50, s51) = Load(ref sums, 5 * stride);
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
            y = ref Unsafe.Add(ref y, strideY);
        }
        Store(s00, s01, ref sums, 0);
        Store(s10, s11, ref sums, stride);
        Store(s20, s21, ref sums, 2 * stride);
        Store(s30, s31, ref sums, 3 * stride);
        Store(s40, s41, ref sums, 4 * stride);
        Store(s50, s51, ref sums, 5 * stride);
    }

    public static void RunRow<TAt>(ref T x, TAt rows, int row, TAt steps, int from, int to, ref T y, nint strideY,
        ref T sums, bool accumulate)
        where TAt : IOffsets, allows ref struct
    {
        x = ref Unsafe.Add(ref x, rows.At(row));
        Vector<T> s0 = default, s1 = default;
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
    static void Add(T x, Vector<T> y0, Vector<T> y1, ref Vector<T> s0, ref Vector<T> s1)
    {
        var a = Vector.Create(x);
        Simd.AddProduct(a, y0, ref s0);
        Simd.AddProduct(a, y1, ref s1);
    }

    /// <summary>How far below its first row the tile's row number i begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static nint Below<TAt>(TAt rows, int row, int i, int last) where TAt : IOffsets, allows ref struct =>
        rows.At(Math.Min(row + i, last)) - rows.At(row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (Vector<T> Left, Vector<T> Right) Load(ref T source, nint index) =>
        (Vector.LoadUnsafe(ref Unsafe.Add(ref source, index)),
            Vector.LoadUnsafe(ref Unsafe.Add(ref source, index + Vector<T>.Count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store(Vector<T> left, Vector<T> right, ref T sums, nint index)
    {
        left.StoreUnsafe(ref Unsafe.Add(ref sums, index));
        right.StoreUnsafe(ref Unsafe.Add(ref sums, index + Vector<T>.Count));
    }
}
