namespace LearnDL.Backends.Cpu;

/// <summary>
/// The product of a few rows with a wide matrix, a network that is asked about a single sample for instance. Every number of y is used once or twice only,
/// so it is the memory that takes the time, and memory is fastest along rows: result += x[k] · (row k of y), for k = 0, 1, 2, …
/// Each element is still the same chain of multiply-adds. A part is a thread's share of the columns, or as many as a near cache can hold sums of.
/// </summary>
readonly struct AlongRows<T>(T[] x, int offsetX, T[] y, int offsetY, T[] result, int offset, ProductSize size, bool accumulate, int threads) : IWork where T : unmanaged
{
    const int MostColumns = 8192;

    /// <summary>More rows, or narrower ones, are the business of tiles. So is a matrix that is stored turned.</summary>
    const int MostRows = 3, FewestColumns = 1024;

    /// <summary>Fewer multiply-adds than this are not worth a second thread.</summary>
    const long WorthThreads = 1 << 20;

    readonly int threads = (long)size.M * size.N * size.K < WorthThreads ? 1 : threads;

    /// <summary>Columns of a part: every thread gets one, of 16 columns or a multiple, because two threads should not write to one cache line.</summary>
    int Width => Math.Min(MostColumns, ((size.N + threads - 1) / threads + 15) / 16 * 16);

    public static bool Suits(ProductSize size) => size is { M: <= MostRows, N: >= FewestColumns, TransposeY: false };

    public void Run() => Workers.Run(in this, (size.N + Width - 1) / Width, threads);

    public void Do(int part)
    {
        int column = part * Width, columns = Math.Min(Width, size.N - column);
        if (!accumulate)
            for (var row = 0; row < size.M; row++)
                Sums(row, column, columns).Clear();
        for (var k = 0; k < size.K; k++)
            for (var row = 0; row < size.M; row++)
            {
                var sums = Sums(row, column, columns);
                var a = x[offsetX + (size.TransposeX ? k * size.M + row : row * size.K + k)];
                Elementwise.Run<T, AddScaledOp<T>>(new(a), sums, y.AsSpan(offsetY + k * size.N + column, columns), sums);
            }
    }

    Span<T> Sums(int row, int column, int columns) => result.AsSpan(offset + row * size.N + column, columns);
}
