namespace LearnDL.Backends.Cpu;

/// <summary>
/// Many long columns, summed side by side: a part of the work is a few columns, so that no sum is split.
/// Some terms have a second operand.
/// </summary>
readonly struct ColumnWork<T, TTerm, TResult>(
    TTerm terms, ArraySlice<T> x, ArraySlice<T> y, int rows, int columns, ArraySlice<TResult> result, SumEnd end)
    : IWork
    where T : unmanaged where TTerm : struct, ITerm<T, TTerm> where TResult : unmanaged
{
    /// <summary>Fewer elements fit into the caches of one processor, and are better left there.</summary>
    const int WorthThreads = 1 << 18;

    /// <summary>Columns that are summed at a time on one thread: their sums fit into a near cache.</summary>
    const int MostColumns = 4096;

    static int ColumnsPerPart => 4 * WideVector.Count;

    public void Run(int threads)
    {
        if (threads == 1 || (long)rows * columns < WorthThreads)
            for (var from = 0; from < columns; from += MostColumns)
                Do(from, Math.Min(from + MostColumns, columns));
        else
            Workers.Run(in this, (columns + ColumnsPerPart - 1) / ColumnsPerPart, threads);
    }

    public void Do(int part) => Do(part * ColumnsPerPart, Math.Min((part + 1) * ColumnsPerPart, columns));

    void Do(int from, int last)
    {
        var first = x.Slice(0, rows * columns);
        var second = y.IsEmpty ? default : y.Slice(0, rows * columns);
        ColumnSums.Run<T, TTerm, TResult>(terms, first, second, result.Slice(0, columns), end, from, last);
    }
}
