using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Backends.Reference;
using LearnDL.Tensors;

namespace LearnDL.Tests.Backends;

/// <summary>
/// The vectors compute what <see cref="Draws.Single"/> and <see cref="Draws.Double"/> say one by one.
/// </summary>
public sealed class UniformTests
{
    static readonly Draws draws = new(Seed: -5, Call: 77, Step: 0x1234_5678_9ABC,
        MicroBatch: 9, FirstSample: 0xFFFF_F000, Stream: 3);

    static readonly IBackend[] backends =
        [new ReferenceBackend(), new CpuBackend { Threads = 1 }, new CpuBackend { Threads = 3 }];

    static double Expected(DType dtype, int n, int i, double scale, double shift) => dtype == DType.Float32
        ? (float)scale * draws.Single(n, i) + (float)shift : scale * draws.Double(n, i) + shift;

    static void Check(IBackend backend, DType dtype, int samples, int size, double scale, double shift)
    {
        var whole = Tensor.Full([samples + 2, size], 7, dtype);
        backend.Uniform(draws, scale, shift, whole[1..^1]); // begins at an odd place
        var got = whole.Cast(DType.Float64).ToArray<double>();
        for (var n = -1; n <= samples; n++)
            for (var i = 0; i < size; i++)
                Assert.Equal(n < 0 || n == samples ? 7 : Expected(dtype, n, i, scale, shift), got[(n + 1) * size + i]);
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void Vectors_equal_the_plain_numbers_for_every_size(DType dtype)
    {
        foreach (var backend in backends)
            for (var size = 0; size <= 70; size++)
                for (var samples = 0; samples <= 3; samples++)
                    Check(backend, dtype, samples, size, 1, 0);
        Check(backends[1], dtype, 2, 33, -1, 0.7);
        Check(backends[1], dtype, 2, 33, 0.3, -0.1);
    }

    /// <summary>Many samples to a part, one, and a sample in several.</summary>
    [Theory]
    [InlineData(2000, 13)]
    [InlineData(9, 5000)]
    [InlineData(3, 8192)]
    [InlineData(2, 20_001)]
    [InlineData(40_000, 1)]
    public void Parts_and_threads_change_nothing(int samples, int size)
    {
        foreach (var dtype in (DType[])[DType.Float32, DType.Float64])
        {
            var expected = Tensor.Zeros([samples, size], dtype);
            var low = draws with { FirstSample = 5 };
            backends[0].Uniform(low, 1, 0, expected);
            foreach (var threads in (int[])[1, 2, 3, 5])
            {
                var got = Tensor.Zeros([samples, size], dtype);
                new CpuBackend { Threads = threads }.Uniform(low, 1, 0, got);
                Naive.SameBits(expected, got);
            }
        }
    }

    [Fact]
    public void A_single_number_is_one_sample()
    {
        foreach (var backend in backends)
        {
            var scalar = Tensor.Scalar(0);
            backend.Uniform(draws, 1, 0, scalar);
            Assert.Equal(draws.Single(0, 0), scalar.Item());
        }
    }
}
