using System.Numerics;
using System.Runtime.CompilerServices;
using LearnDL.Tensors;

namespace LearnDL.Backends.Cpu;

/// <summary>result = a∘x + b∘y + c, with a, b and c repeated for every row, in one pass: normalising is bound by memory, and op after op would read and write everything three times.</summary>
readonly struct CombineRowWork<T>(Tensor a, Tensor x, Tensor b, Tensor y, Tensor c, Tensor result) : IWork where T : unmanaged
{
    /// <summary>About so many elements make a part.</summary>
    const int PartSize = 1 << 14;

    /// <summary>Fewer elements are not worth a second thread.</summary>
    const int WorthThreads = 1 << 17;

    /// <summary>Of rows narrower than this, as many are taken as one as a vector has lanes: so they fill vectors.</summary>
    const int Narrow = 32, Lanes = 16;

    readonly T[] dataA = (T[])a.Body.Data, dataX = (T[])x.Body.Data, dataC = (T[])c.Body.Data, to = (T[])result.Body.Data;
    readonly T[]? dataB = y.HasValue ? (T[])b.Body.Data : null, dataY = y.HasValue ? (T[])y.Body.Data : null;
    readonly int offsetA = a.Body.Offset, offsetX = x.Body.Offset, offsetC = c.Body.Offset, offset = result.Body.Offset;
    readonly int offsetB = y.HasValue ? b.Body.Offset : 0, offsetY = y.HasValue ? y.Body.Offset : 0;
    readonly int columns = c.Size, rows = result.Size / Math.Max(1, c.Size), rowsOfPart = Math.Max(1, PartSize / Math.Max(1, c.Size));

    public void Run(int threads) => Workers.Run(in this, (rows + rowsOfPart - 1) / rowsOfPart, (long)rows * columns < WorthThreads ? 1 : threads);

    public void Do(int part)
    {
        scoped ReadOnlySpan<T> a = dataA.AsSpan(offsetA, columns), c = dataC.AsSpan(offsetC, columns), b = dataB is null ? a : dataB.AsSpan(offsetB, columns);
        if (columns < Narrow)
        {
            a = Repeat(a, stackalloc T[Lanes * columns]);
            b = Repeat(b, stackalloc T[Lanes * columns]);
            c = Repeat(c, stackalloc T[Lanes * columns]);
        }
        var end = Math.Min(rows, (part + 1) * rowsOfPart) * columns;
        for (var at = part * rowsOfPart * columns; at < end; at += a.Length)
        {
            var count = Math.Min(a.Length, end - at);
            ReadOnlySpan<T> x = dataX.AsSpan(offsetX + at, count), y = dataY is null ? x : dataY.AsSpan(offsetY + at, count);
            Row(a, x, b, y, c, to.AsSpan(offset + at, count));
        }
    }

    static Span<T> Repeat(ReadOnlySpan<T> row, Span<T> rows)
    {
        for (var at = 0; at < rows.Length; at += row.Length)
            row.CopyTo(rows[at..]);
        return rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Row(ReadOnlySpan<T> a, ReadOnlySpan<T> x, ReadOnlySpan<T> b, ReadOnlySpan<T> y, ReadOnlySpan<T> c, Span<T> result)
    {
        for (var i = 0; i < result.Length; i += Vector<T>.Count)
        {
            var count = result.Length - i;
            var sum = Simd.MultiplyAdd(Elementwise.Load(x[i..], count), Elementwise.Load(a[i..], count), Elementwise.Load(c[i..], count));
            if (dataY is not null)
                sum = Simd.MultiplyAdd(Elementwise.Load(y[i..], count), Elementwise.Load(b[i..], count), sum);
            Elementwise.Store(sum, result[i..]);
        }
    }
}
