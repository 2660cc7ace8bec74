namespace LearnDL.Backends;

/// <summary>
/// The sizes of a matrix product: result (M, N) = Σ over K. x is stored (M, K), or (K, M) where
/// <paramref name="TransposeX"/>; y is stored (K, N), or (N, K) where <paramref name="TransposeY"/>.
/// </summary>
public readonly record struct ProductSize(int M, int N, int K, bool TransposeX, bool TransposeY);
