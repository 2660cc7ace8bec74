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

    readonly Numbers<T> fromA = Numbers<T>.Of(a), fromX = Numbers<T>.Of(x), fromB = Numbers<T>.Of(y.HasValue ? b : a), fromY = Numbers<T>.Of(y), fromC = Numbers<T>.Of(c), to = Numbers<T>.Of(result);
    readonly int columns = c.Size, rows = result.Size / Math.Max(1, c.Size), rowsOfPart = Math.Max(1, PartSize / Math.Max(1, c.Size));

    public void Run(int threads) => Workers.Run(in this, (rows + rowsOfPart - 1) / rowsOfPart, (long)rows * columns < WorthThreads ? 1 : threads);

    public void Do(int part)
    {
        scoped ReadOnlySpan<T> a = fromA.Slice(0, columns), b = fromB.Slice(0, columns), c = fromC.Slice(0, columns);
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
            ReadOnlySpan<T> x = fromX.Slice(at, count), y = fromY.IsEmpty ? x : fromY.Slice(at, count);
            Row(a, x, b, y, c, to.Slice(at, count));
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
            if (!fromY.IsEmpty)
                sum = Simd.MultiplyAdd(Elementwise.Load(y[i..], count), Elementwise.Load(b[i..], count), sum);
            Elementwise.Store(sum, result[i..]);
        }
    }
}
