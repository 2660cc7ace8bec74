using System.Numerics;

namespace LearnDL.Backends.Cpu;

/// <summary>Many long columns, reduced side by side: a part of the work is a few columns, so that no sum is split. With a second operand, the sum of the products.</summary>
readonly struct ColumnWork<T, TOp>(Numbers<T> x, Numbers<T> y, Numbers<T> result, int rows, int columns, bool accumulate) : IWork where T : unmanaged where TOp : IBinaryOp<T>
{
    /// <summary>Fewer elements fit into the caches of one processor, and are better left there.</summary>
    const int WorthThreads = 1 << 18;

    static int ColumnsPerPart => 4 * Vector<T>.Count;

    public void Run(int threads) =>
        Workers.Run(in this, (columns + ColumnsPerPart - 1) / ColumnsPerPart, (long)rows * columns < WorthThreads ? 1 : threads);

    public void Do(int part)
    {
        int from = part * ColumnsPerPart, end = Math.Min(from + ColumnsPerPart, columns);
        if (y.IsEmpty)
            Reduce.Columns<T, TOp>(x.Slice(0, rows * columns), rows, result.Slice(0, columns), accumulate, from, end);
        else
            Reduce.SumProducts<T>(x.Slice(0, rows * columns), y.Slice(0, rows * columns), result.Slice(0, columns), accumulate, from, end);
    }
}
