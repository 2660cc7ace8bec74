namespace LearnDL.Backends.Cpu;

/// <summary>
/// Many long columns, summed side by side: a part of the work is a few columns, so that no sum is split.
/// Some terms have a second operand.
/// </summary>
readonly struct ColumnWork<T, TTerm, TResult>(
    TTerm terms, Numbers<T> x, Numbers<T> y, int rows, int columns, Numbers<TResult> result, SumEnd end) : IWork
    where T : unmanaged where TTerm : struct, ITerm<T, TTerm> where TResult : unmanaged
{
    /// <summary>Fewer elements fit into the caches of one processor, and are better left there.</summary>
    const int WorthThreads = 1 << 18;

    static int ColumnsPerPart => 4 * WideVector.Count;

    public void Run(int threads) =>
        Workers.Run(in this, (columns + ColumnsPerPart - 1) / ColumnsPerPart, (long)rows * columns < WorthThreads ? 1 : threads);

    public void Do(int part)
    {
        int from = part * ColumnsPerPart, last = Math.Min(from + ColumnsPerPart, columns);
        var second = y.IsEmpty ? default : y.Slice(0, rows * columns);
        Sums.Columns<T, TTerm, TResult>(terms, x.Slice(0, rows * columns), second, result.Slice(0, columns), end, from, last);
    }
}
