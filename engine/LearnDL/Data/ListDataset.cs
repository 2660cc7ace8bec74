using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>
/// Samples that are no tensor yet, and their labels: texts (<c>string</c>), or lists of word numbers of different
/// lengths (<c>int[]</c>). Sample i belongs to element i of <paramref name="Y"/>. It takes apart as a pair:
/// <c>var (texts, labels) = Datasets.SpamAssassin();</c>
/// </summary>
/// <param name="X">The N samples.</param>
/// <param name="Y">Class numbers, Int32 (N).</param>
/// <param name="ClassNames">The name of each class number.</param>
/// <param name="Files">What the data was read from.</param>
public sealed record ListDataset<T>(T[] X, Tensor Y, string[] ClassNames, DataFile[] Files)
{
    /// <summary>The number of samples.</summary>
    public int Count => X.Length;

    /// <summary>Samples and labels.</summary>
    public void Deconstruct(out T[] x, out Tensor y) => (x, y) = (X, Y);

    /// <summary>The samples with these row numbers, in this order.</summary>
    public ListDataset<T> Rows(ReadOnlySpan<int> rows)
    {
        var y = Y.Gather(rows); // refuses numbers of no row
        var x = new T[rows.Length];
        for (var i = 0; i < x.Length; i++)
            x[i] = X[rows[i]];
        return this with { X = x, Y = y };
    }
}
