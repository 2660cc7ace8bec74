using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LearnDL.Backends.Cpu;

/// <summary>Transposing a block of a matrix: what lies in rows is written in columns.</summary>
static class Transposing
{
    /// <summary>to[j, i] = from[i, j] for rows × columns elements; the strides lead from row to row.</summary>
    public static void Copy<T>(ref T from, nint strideFrom, int rows, int columns, ref T to, nint strideTo)
        where T : unmanaged
    {
        var row = 0;
        if (Unsafe.SizeOf<T>() == sizeof(float) && columns >= 4)
            for (; row <= rows - 4; row += 4)
                FourRows(ref Unsafe.As<T, float>(ref Unsafe.Add(ref from, row * strideFrom)), strideFrom, columns,
                    ref Unsafe.As<T, float>(ref Unsafe.Add(ref to, row)), strideTo);
        for (; row < rows; row++)
            for (var column = 0; column < columns; column++)
                Unsafe.Add(ref to, column * strideTo + row) = Unsafe.Add(ref from, row * strideFrom + column);
    }

    static void FourRows(ref float from, nint strideFrom, int columns, ref float to, nint strideTo)
    {
        for (var column = 0; ;)
        {
            Square(ref Unsafe.Add(ref from, column), strideFrom, ref Unsafe.Add(ref to, column * strideTo), strideTo);
            if (column == columns - 4)
                return;
            column = Math.Min(column + 4, columns - 4); // the last square reaches back
        }
    }

    /// <summary>4 × 4 elements: first the pairs next to each other change places, then the pairs of pairs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Square(ref float from, nint strideFrom, ref float to, nint strideTo)
    {
        Vector128<float> a = Vector128.LoadUnsafe(ref from),
            b = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, strideFrom));
        Vector128<float> c = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, 2 * strideFrom)),
            d = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, 3 * strideFrom));
        var (ab0, ab1) = Pairs(a, b);                        // a0 b0 a2 b2, a1 b1 a3 b3
        var (cd0, cd1) = Pairs(c, d);
        var (to0, to2) = PairsOfPairs(ab0, cd0);             // a0 b0 c0 d0, a2 b2 c2 d2
        var (to1, to3) = PairsOfPairs(ab1, cd1);
        to0.StoreUnsafe(ref to);
        to1.StoreUnsafe(ref Unsafe.Add(ref to, strideTo));
        to2.StoreUnsafe(ref Unsafe.Add(ref to, 2 * strideTo));
        to3.StoreUnsafe(ref Unsafe.Add(ref to, 3 * strideTo));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (Vector128<float> Even, Vector128<float> Odd) Pairs(Vector128<float> a, Vector128<float> b)
    {
        var even = Vector128.Create(-1, 0, -1, 0).AsSingle();
        return (Vector128.ConditionalSelect(even, a, Vector128.Shuffle(b, Vector128.Create(0, 0, 2, 2))),
            Vector128.ConditionalSelect(even, Vector128.Shuffle(a, Vector128.Create(1, 1, 3, 3)), b));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (Vector128<float> Even, Vector128<float> Odd) PairsOfPairs(Vector128<float> a, Vector128<float> b)
    {
        var even = Vector128.Create(-1, -1, 0, 0).AsSingle();
        return (Vector128.ConditionalSelect(even, a, Vector128.Shuffle(b, Vector128.Create(0, 1, 0, 1))),
            Vector128.ConditionalSelect(even, Vector128.Shuffle(a, Vector128.Create(2, 3, 2, 3)), b));
    }
}
