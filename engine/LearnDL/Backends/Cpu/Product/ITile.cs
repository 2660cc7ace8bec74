namespace LearnDL.Backends.Cpu;

/// <summary>
/// A rectangle of the result whose sums all stay in registers while k runs. Its size is
/// what the processor has registers for.
/// </summary>
interface ITile<T> where T : unmanaged
{
    /// <summary>Rows of the rectangle.</summary>
    static abstract int Rows { get; }

    /// <summary>Columns of the rectangle: two vectors.</summary>
    static abstract int Columns { get; }

    /// <summary>sums (Rows, Columns) = x (Rows, steps) · y (steps, Columns), or sums + x·y.</summary>
    /// <param name="x">The first element of x; <paramref name="rows"/> and <paramref name="steps"/> say where its rows
    /// and its columns lie.</param>
    /// <param name="row">The number of x's row that comes first.</param>
    /// <param name="last">The number of x's last row; rows after it repeat it.</param>
    /// <param name="from">The number of x's column that comes first; the one before
    /// <paramref name="to"/> comes last.</param>
    static abstract void Run<TAt>(ref T x, TAt rows, int row, int last, TAt steps, int from, int to, ref T y,
        nint strideY, ref T sums, nint stride, bool accumulate)
        where TAt : IOffsets, allows ref struct;

    /// <summary>The same for a single row.</summary>
    static abstract void RunRow<TAt>(ref T x, TAt rows, int row, TAt steps, int from, int to, ref T y, nint strideY,
        ref T sums, bool accumulate)
        where TAt : IOffsets, allows ref struct;

    /// <summary>Copies Columns elements.</summary>
    static abstract void CopyRow(ref T from, ref T to);
}
