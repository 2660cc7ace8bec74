using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LearnDL.Backends.Cpu;

/// <summary>A panel of a product: rows of x, with as many columns of y as a tile is wide.</summary>
static class Panel<T, TTile> where T : unmanaged where TTile : ITile<T>
{
    /// <summary>
    /// Goes down rows of x with a block of y, tile by tile: sums (rows, columns) = x (rows, steps)·block (steps,
    /// columns), or sums + x·block.
    /// </summary>
    /// <param name="x">The first element of x; <paramref name="rows"/> and <paramref name="steps"/> say
    /// where its rows and columns lie.</param>
    /// <param name="first">The number of the first row.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="from">The number of x's column that comes first; the one before
    /// <paramref name="to"/> comes last.</param>
    /// <param name="block">The first element of y's block, whose rows are as wide as a tile and
    /// <paramref name="strideY"/> apart.</param>
    /// <param name="result">The result; <paramref name="places"/> says where in it each row's sums lie.</param>
    /// <param name="columns">How many of the columns are wanted.</param>
    /// <param name="accumulate">Whether the products are added to what the result holds.</param>
    [SkipLocalsInit]
    public static void Multiply<TAt, TPlaces>(ref T x, TAt rows, int first, int count, TAt steps, int from, int to,
        ref T block, nint strideY, Span<T> result, TPlaces places, int columns, bool accumulate)
        where TAt : IOffsets, allows ref struct where TPlaces : IOffsets, allows ref struct
    {
        // a tile that is cut off, or whose rows lie at unequal distances, is computed here
        Span<T> edge = stackalloc T[TTile.Rows * TTile.Columns];
        int height, last = first + count - 1;
        for (var row = first; row <= last; row += height)
        {
            height = Math.Min(last + 1 - row, TTile.Rows);
            if (height < TTile.Rows / 2 - 1)
                height = 1;
            nint start = places.At(row), stride = height == 1 ? 0 : places.At(row + 1) - start;
            var whole = columns == TTile.Columns && (height == 1
                || height == TTile.Rows && places.At(row + height - 1) - start == (height - 1) * stride);
            if (!whole && accumulate)
                for (var i = 0; i < height; i++)
                    result.Slice((int)places.At(row + i), columns).CopyTo(edge[(i * TTile.Columns)..]);
            ref var sums = ref MemoryMarshal.GetReference(whole ? result[(int)start..] : edge);
            if (height == 1)
                TTile.RunRow(ref x, rows, row, steps, from, to, ref block, strideY, ref sums, accumulate);
            else
                TTile.Run(ref x, rows, row, row + height - 1, steps, from, to, ref block, strideY, ref sums,
                    whole ? stride : TTile.Columns, accumulate);
            if (!whole)
                for (var i = 0; i < height; i++)
                    edge.Slice(i * TTile.Columns, columns).CopyTo(result[(int)places.At(row + i)..]);
        }
    }
}
