using FsCheck.Xunit;
using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Backends.Reference;
using LearnDL.Numbers;
using LearnDL.Tensors;

namespace LearnDL.Tests;

/// <summary>Which numbers are meant: no two places share one, and how they are grouped changes none.</summary>
public sealed class DrawsTests
{
    static readonly Draws all = new(Seed: -1, Call: (1 << 24) - 1, Step: (1L << 48) - 1,
        MicroBatch: (1 << 16) - 1, FirstSample: uint.MaxValue, Stream: 255);

    /// <summary>Every bit of every number has a place of its own in the key or the counter.</summary>
    [Fact]
    public void No_two_draws_share_a_key_and_a_counter()
    {
        var seen = new HashSet<((uint, uint), (uint, uint, uint, uint))>();
        void Add(Draws draws, int block = 0) =>
            Assert.True(seen.Add((draws.Key, draws.Counter(block, 0))), $"{draws}, block {block}");
        var none = new Draws(0);
        Add(none);
        for (var bit = 0; bit < 48; bit++)
        {
            Add(none with { Step = 1L << bit });
            if (bit < 32)
                Add(none with { Seed = 1 << bit });
            if (bit < 32)
                Add(none with { FirstSample = 1L << bit });
            if (bit < 31)
                Add(none, block: 1 << bit);
            if (bit < 24)
                Add(none with { Call = 1 << bit });
            if (bit < 16)
                Add(none with { MicroBatch = 1 << bit });
            if (bit < 8)
                Add(none with { Stream = 1 << bit });
        }
    }

    [Property]
    public bool Draws_that_differ_have_other_keys_or_counters(
        int seed, byte call, byte step, byte micro, byte sample, byte stream, byte change)
    {
        var draws = new Draws(seed, call, step, micro, sample, stream);
        var other = (change % 6) switch
        {
            0 => draws with { Seed = seed ^ (1 + change) },
            1 => draws with { Call = call + 1 + change },
            2 => draws with { Step = step + 1 + ((long)change << 32) },
            3 => draws with { MicroBatch = micro + 1 + change },
            4 => draws with { FirstSample = sample + 1 + change },
            _ => draws with { Stream = stream ^ (1 + change / 2) },
        };
        float[] numbers = draws.Uniform([1, 4]).ToArray<float>(), others = other.Uniform([1, 4]).ToArray<float>();
        return (draws.Key, draws.Counter(0, 0)) != (other.Key, other.Counter(0, 0)) && !numbers.SequenceEqual(others);
    }

    [Fact]
    public void A_number_without_room_is_refused()
    {
        Assert.Equal([1, 1], all.Uniform([1, 1]).Shape);
        Draws[] refused =
        [
            all with { Call = 1 << 24 }, all with { Step = 1L << 48 }, all with { MicroBatch = 1 << 16 },
            all with { FirstSample = 1L << 32 }, all with { Stream = 256 }, all with { Call = -1 },
            all with { Step = -1 }, all with { FirstSample = -1 },
        ];
        foreach (var bad in refused)
            Assert.Throws<HyperparameterException>(() => bad.Uniform([1, 1]));
        Assert.Throws<HyperparameterException>(() => all.Uniform([2, 1])); // the second sample has no number
        Assert.Throws<DTypeException>(() => all.Uniform([1, 1], dtype: DType.Int32));
    }

    [Theory]
    [InlineData(DType.Float32, 24)]
    [InlineData(DType.Float64, 53)]
    public void Numbers_are_even_in_0_to_1_and_have_all_their_bits(DType dtype, int bits)
    {
        var u = new Draws(3).Uniform([100, 1000], dtype: dtype).Cast(DType.Float64).ToArray<double>();
        Assert.All(u, value => Assert.True(value is >= 0 and < 1 && value * (1L << bits) % 1 == 0));
        Assert.Contains(u, value => value * (1L << (bits - 1)) % 1 != 0);
        var counts = new int[100];
        foreach (var value in u)
            counts[(int)(100 * value)]++;
        var chiSquare = counts.Sum(count => (count - 1000.0) * (count - 1000.0) / 1000);
        Assert.InRange(chiSquare, 50, 160); // with 99 degrees of freedom: 99 ± 14
    }

    [Fact]
    public void Steps_samples_calls_and_streams_have_nothing_in_common()
    {
        var draws = new Draws(5);
        double[] Numbers(Draws d) => d.Uniform([1, 10_000], -1, 1, DType.Float64).ToArray<double>();
        var first = Numbers(draws);
        Draws[] others =
        [
            draws with { Step = 1 }, draws with { FirstSample = 1 }, draws with { Call = 1 },
            draws with { Stream = 1 }, draws with { MicroBatch = 1 }, draws with { Seed = 6 },
        ];
        foreach (var other in others) // the correlation: 0 ± 0.01
            Assert.InRange(first.Zip(Numbers(other), (a, b) => a * b).Sum() * 3 / 10_000, -0.05, 0.05);
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void A_sample_has_the_same_numbers_in_any_group(DType dtype)
    {
        var draws = new Draws(5, FirstSample: 1000);
        var together = draws.Uniform([23, 37], dtype: dtype);
        for (var size = 1; size <= 23; size += 3)
            for (var first = 0; first + size <= 23; first += 5)
            {
                var group = draws with { FirstSample = 1000 + first };
                Backends.Naive.SameBits(together[first..(first + size)], group.Uniform([size, 37], dtype: dtype));
            }
    }

    [Fact]
    public void The_mean_of_a_large_mask_is_1()
    {
        foreach (var rate in (double[])[0.1, 0.25, 0.5, 0.9])
            foreach (var dtype in (DType[])[DType.Float32, DType.Float64])
            {
                var mask = new Draws(9).DropoutMask([1000, 1000], rate, dtype).Cast(DType.Float64).ToArray<double>();
                var deviation = Math.Sqrt(rate / (1 - rate)) / 1000;
                Assert.All(mask, m => Assert.True(m == 0 || Math.Abs(m * (1 - rate) - 1) < 1e-6));
                Assert.InRange(mask.Average(), 1 - 4 * deviation, 1 + 4 * deviation);
            }
    }

    /// <summary>
    /// Φ⁻¹(2⁻ᵏ) by Newton's method on Python's erfc, far into the tail, and the same with a minus on the other side.
    /// </summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, -0.6744897501960817)]
    [InlineData(3, -1.1503493803760083)]
    [InlineData(5, -1.8627318674216515)]
    [InlineData(10, -3.0972690781987846)]
    [InlineData(20, -4.763001034267814)]
    [InlineData(30, -6.009353565530744)]
    [InlineData(36, -6.651035379893011)]
    [InlineData(40, -7.047700256664409)]
    [InlineData(50, -7.95603812548153)]
    public void Evenly_distributed_numbers_become_normal_ones(int k, double z)
    {
        var q = Math.Pow(2, -k) - 0.5;
        foreach (var backend in (IBackend[])[new ReferenceBackend(), new CpuBackend()])
        {
            var numbers = Tensor.From<double>([q, -q]);
            backend.Elementwise(new NormalQuantile(3, 2, 1.0 / (1L << 54)), 1, 2, [numbers]);
            Assert.Equal(3 + 2 * z, numbers.At(0), 2e-14);
            Assert.Equal(3 - 2 * z, numbers.At(1), 2e-14);
            if (k > 20)
                continue;
            numbers = Tensor.From<float>([(float)q, (float)-q]);
            backend.Elementwise(new NormalQuantile(0, 1, 1.0 / (1 << 25)), 1, 2, [numbers]);
            Assert.Equal(z, numbers.At(0), 3e-6);
            Assert.Equal(-z, numbers.At(1), 3e-6);
        }
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void Normal_numbers_have_their_moments_and_are_finite(DType dtype)
    {
        var z = new Draws(4).Normal([100, 1000], 1, 2, dtype).Cast(DType.Float64).ToArray<double>();
        Assert.Equal(1, z.Average(), 0.03);                                                     // ± 4.7 · 2 / √100,000
        Assert.Equal(4, z.Average(value => Math.Pow(value - 1, 2)), 0.08);
        Assert.Equal(3, z.Average(value => Math.Pow((value - 1) / 2, 4)), 0.15);
        Assert.InRange(z.Max(value => Math.Abs(value - 1) / 2), 3.8, 6);
        var least = dtype == DType.Float32 ? 1.0 / (1 << 25) : 1.0 / (1L << 54);
        var edge = Tensor.Full([1, 8], -0.5, dtype);                                            // u = 0
        Backend.Current.Elementwise(new NormalQuantile(0, 1, least), 1, 8, [edge]);
        Assert.InRange(edge.At(0, 0), -9, -5);
        Assert.Equal(z[1000..2000], new Draws(4, FirstSample: 1).Normal([1, 1000], 1, 2, dtype).Cast(DType.Float64)
            .ToArray<double>());                                                                // in whatever group
    }
}
