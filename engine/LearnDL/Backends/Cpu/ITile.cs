namespace LearnDL.Backends.Cpu;

/// <summary>A rectangle of the result whose sums all stay in registers while k runs. Its size is what the processor has registers for.</summary>
interface ITile<T> where T : unmanaged
{
    /// <summary>Rows of the rectangle.</summary>
    static abstract int Rows { get; }

    /// <summary>Columns of the rectangle: two vectors.</summary>
    static abstract int Columns { get; }

    /// <summary>sums (Rows, Columns) = x (Rows, steps) · y (steps, Columns), or sums + x·y.</summary>
    /// <param name="x">The first element of x; the strides lead to the next row and the next step.</param>
    /// <param name="last">The number of x's last row; rows after it repeat it.</param>
    static abstract void Run(ref T x, nint rowStride, nint stepStride, int last, ref T y, nint strideY, int steps, ref T sums, nint stride, bool accumulate);

    /// <summary>The same for a single row.</summary>
    static abstract void RunRow(ref T x, nint stepStride, ref T y, nint strideY, int steps, ref T sums, bool accumulate);

    /// <summary>Copies Columns elements.</summary>
    static abstract void CopyRow(ref T from, ref T to);
}
