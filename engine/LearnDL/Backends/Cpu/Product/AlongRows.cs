namespace LearnDL.Backends.Cpu;

/// <summary>
/// The product of a few rows with a wide matrix, a network that is asked about a single sample for instance. Every
/// number of y is used once or twice only, so it is the memory that takes the time, and memory is fastest along rows:
/// result += x[k] · (row k of y), for k = 0, 1, 2, … Each element is still the same chain of multiply-adds. A part is
/// as many columns as a near cache can hold sums of: narrower ones, for more threads, would cut the rows short, and
/// lost more than a second thread brought (measured with 4096 × 8192 numbers).
/// </summary>
readonly struct AlongRows<T>(T[] x, int offsetX, T[] y, int offsetY, T[] result, int offset, ProductSize size,
    bool accumulate)
    : IWork where T : unmanaged
{
    const int Columns = 8192;

    /// <summary>
    /// More rows, or narrower ones, are the business of tiles. So is a matrix that is stored transposed.
    /// </summary>
    const int MostRows = 3, FewestColumns = 1024;

    /// <summary>Fewer multiply-adds than this are not worth a second thread.</summary>
    const long WorthThreads = 1 << 20;

    public static bool Suits(ProductSize size) => size is { M: <= MostRows, N: >= FewestColumns, TransposeY: false };

    public void Run(int threads) => Workers.Run(in this, (size.N + Columns - 1) / Columns,
        (long)size.M * size.N * size.K < WorthThreads ? 1 : threads);

    public void Do(int part)
    {
        int column = part * Columns, columns = Math.Min(Columns, size.N - column);
        if (!accumulate)
            for (var row = 0; row < size.M; row++)
                Sums(row, column, columns).Clear();
        for (var k = 0; k < size.K; k++)
            for (var row = 0; row < size.M; row++)
            {
                var sums = Sums(row, column, columns);
                var a = x[offsetX + (size.TransposeX ? k * size.M + row : row * size.K + k)];
                Elementwise.AddScaled(a, y.AsSpan(offsetY + k * size.N + column, columns), sums);
            }
    }

    Span<T> Sums(int row, int column, int columns) => result.AsSpan(offset + row * size.N + column, columns);
}
