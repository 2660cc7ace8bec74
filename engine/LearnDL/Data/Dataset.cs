using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>
/// Samples and their labels: row i of <paramref name="X"/> belongs to element i of <paramref name="Y"/>.
/// It takes apart as a pair: <c>var (x, y) = Datasets.Pima();</c>
/// </summary>
/// <param name="X">The features: (N, D) for tables, (N, H, W) for grey images.</param>
/// <param name="Y">The labels (N): class numbers, Int32, or measured values, Float32 or Float64.</param>
/// <param name="FeatureNames">The names of the D columns; none for images.</param>
/// <param name="ClassNames">The name of each class number; none where the labels are numbers without names.</param>
/// <param name="Files">What the data was read from.</param>
public sealed record Dataset(Tensor X, Tensor Y, string[] FeatureNames, string[] ClassNames, DataFile[] Files)
{
    /// <summary>
    /// The classes of a text label, for the test file to have the same numbers; null where the labels are numbers.
    /// </summary>
    public Categories? Classes { get; init; }

    /// <summary>
    /// The means that <see cref="MissingValues.Mean"/> filled gaps with, for the test file; null where gaps were not
    /// filled.
    /// </summary>
    public ColumnMeans? Means { get; init; }

    /// <summary>The name of the first file, such as <c>iris.csv</c>.</summary>
    public string Name => Files.Length > 0 ? Files[0].Name : "";

    /// <summary>The SHA-256 of the first file.</summary>
    public string Sha256 => Files.Length > 0 ? Files[0].Sha256 : "";

    /// <summary>The number of samples.</summary>
    public int Count => X.Shape[0];

    /// <summary>Samples and labels.</summary>
    public void Deconstruct(out Tensor x, out Tensor y) => (x, y) = (X, Y);

    /// <summary>The samples with these row numbers, in this order.</summary>
    public Dataset Rows(ReadOnlySpan<int> rows) => this with { X = X.Gather(rows), Y = Y.Gather(rows) };
}
