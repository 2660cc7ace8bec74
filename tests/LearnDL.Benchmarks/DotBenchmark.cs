using BenchmarkDotNet.Attributes;
using LearnDL.Tensors;

namespace LearnDL.Benchmarks;

/// <summary>
/// The product in the shapes that training has, most of them thin: a batch of 1, 10 or
/// 32 rows, and its two backward forms.
/// </summary>
[MemoryDiagnoser]
public class DotBenchmark
{
    Tensor x, w, dz, z, dx, dw;

    /// <summary>N × D × U: rows of a batch, inputs, units.</summary>
    [Params("10 x 8 x 12", "1 x 784 x 128", "32 x 784 x 128", "32 x 128 x 10", "1 x 1000 x 1000", "1000 x 1000 x 1",
        "256 x 256 x 256")]
    public string Size { get; set; } = "";

    /// <summary>Makes the operands.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var sizes = Size.Split(" x ").Select(int.Parse).ToArray();
        var (n, d, u) = (sizes[0], sizes[1], sizes[2]);
        (x, w, dz) = (Tensor.Normal([n, d], seed: 1), Tensor.Normal([d, u], seed: 2), Tensor.Normal([n, u], seed: 3));
        (z, dx, dw) = (Tensor.Zeros([n, u]), Tensor.Zeros([n, d]), Tensor.Zeros([d, u]));
    }

    /// <summary>z += x·W</summary>
    [Benchmark]
    public Tensor Dot() => x.Dot(w, addTo: z);

    /// <summary>dW += xᵀ·dz</summary>
    [Benchmark]
    public Tensor TransposedDot() => x.TransposedDot(dz, addTo: dw);

    /// <summary>dx += dz·Wᵀ</summary>
    [Benchmark]
    public Tensor DotTransposed() => dz.DotTransposed(w, addTo: dx);
}
