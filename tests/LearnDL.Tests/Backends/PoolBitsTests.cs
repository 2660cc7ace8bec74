using LearnDL.Backends.Cpu;
using LearnDL.Tensors;

namespace LearnDL.Tests.Backends;

/// <summary>
/// The CPU backend's kernels for images have the same bits for any number of threads, and
/// wherever a channel stands in a vector.
/// </summary>
public sealed class PoolBitsTests
{
    static readonly Window window = new(WindowAxis.Of(17, 3, 2, 1, Padding.Same),
        WindowAxis.Of(15, 2, 1, 1, Padding.Valid));

    /// <summary>Everything the kernels give: y and dx of both pools, combined rows, sums of products.</summary>
    static Tensor[] Everything(int threads, Tensor x, Tensor dy, Tensor row)
    {
        var backend = new CpuBackend { Threads = threads };
        Tensor largest = Tensor.Zeros(dy.Shape), mean = Tensor.Zeros(dy.Shape), dLargest = Tensor.Zeros(x.Shape),
            dMean = Tensor.Zeros(x.Shape), combined = Tensor.Zeros(x.Shape), sums = Tensor.Zeros(row.Shape);
        backend.MaxPool(x, window, largest);
        backend.MaxPoolBack(dy, x, largest, window, dLargest);
        backend.AveragePool(x, window, mean);
        backend.AveragePoolBack(dy, window, dMean);
        backend.CombineRow(row, x, row, dMean, row, combined);
        backend.SumProducts(x, dMean, sums, accumulate: false);
        return [largest, dLargest, mean, dMean, combined, sums];
    }

    static (Tensor X, Tensor Dy, Tensor Row) Case(int channels)
    {
        var make = new TensorMaker(DType.Float32, seed: 15);
        return (make.Random([31, 17, 15, channels]), make.Random([31, 9, 14, channels]), make.Random([channels]));
    }

    [Fact]
    public void Any_number_of_threads()
    {
        var (x, dy, row) = Case(channels: 37);
        var one = Everything(1, x, dy, row);
        foreach (var threads in (int[])[2, 3, 8])
            foreach (var (expected, got) in one.Zip(Everything(threads, x, dy, row)))
                Naive.SameBits(expected, got);
    }

    [Fact]
    public void A_channel_has_the_same_bits_alone()
    {
        var (x, dy, row) = Case(channels: 37);
        var together = Everything(1, x, dy, row);
        foreach (var c in (int[])[0, 7, 18, 31, 32, 36])
            foreach (var (all, alone) in together.Zip(Everything(1, Channel(x, c), Channel(dy, c), Channel(row, c))))
                Naive.SameBits(Channel(all, c), alone);

        static Tensor Channel(Tensor x, int c) => x.Rank == 1 ? x[c..(c + 1)] : x[.., .., .., c..(c + 1)];
    }
}
