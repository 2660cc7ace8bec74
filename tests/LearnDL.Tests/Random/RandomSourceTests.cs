using System.Globalization;
using LearnDL.Tensors;

namespace LearnDL.Tests;

public sealed class RandomSourceTests
{
    [Fact]
    public void The_same_seed_gives_the_same_numbers()
    {
        RandomSource a = new(5), b = new(5);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(a.NextUniform(), b.NextUniform());
            Assert.Equal(a.NextNormal(), b.NextNormal());
            Assert.Equal(a.NextInt(1000), b.NextInt(1000));
        }
        Assert.Equal(5, a.Seed);
        Assert.Equal(a.Split().NextUniform(), b.Split().NextUniform());
    }

    /// <summary>
    /// Normal numbers are drawn two at a time: an odd count leaves one, which comes next, however it is asked for.
    /// </summary>
    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void A_spare_normal_number_is_the_next_one(DType dtype)
    {
        foreach (var counts in (int[][])[[3, 1], [1, 3], [1, 1, 1, 1], [0, 3, 0, 1], [511, 1], [513, 3],
            [5, 0, 512, 6], [2, 2]])
        {
            double[] together = Numbers(new RandomSource(5).Normal([counts.Sum()], 0, 1, dtype));
            RandomSource tensors = new(5), mixed = new(5);
            Assert.Equal(together, counts.SelectMany(count => Numbers(tensors.Normal([count], 0, 1, dtype))));
            Assert.Equal(together, counts.SelectMany((count, i) => i % 2 == 0
                ? Numbers(mixed.Normal([count], 0, 1, dtype))
                : [.. Enumerable.Range(0, count).Select(_ => Rounded(mixed.NextNormal()))]));
            Assert.Equal(tensors.NextNormal(), mixed.NextNormal());
        }

        double Rounded(double v) => dtype == DType.Float32 ? (float)v : v;

        static double[] Numbers(Tensor x) => x.Cast(DType.Float64).ToArray<double>();
    }

    [Theory]
    [InlineData(7)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void Number_for_number_the_generator_of_MathNet(int seed)
    {
        var source = new RandomSource(seed);
        var theirs = new MathNet.Numerics.Random.Xoshiro256StarStar(seed, threadSafe: false);
        Assert.Equal(new RandomSource(theirs.Next()).Seed, source.Split().Seed);
        foreach (var limit in (int[])[1, 2, 3, 5, 8, 10, 100, 768, 60_000, 1 << 20, (1 << 20) + 1, int.MaxValue - 1])
            for (var i = 0; i < 200; i++)
                Assert.Equal(theirs.Next(limit), source.NextInt(limit));
        for (var i = 0; i < 200; i++)
            Assert.Equal(theirs.NextDouble(), source.NextUniform());
        Assert.Equal([.. Enumerable.Range(0, 300).Select(_ => -2 + 5 * theirs.NextDouble())],
            source.Uniform([300], -2, 3, DType.Float64).ToArray<double>());
        // the tensor's numbers were taken from the same sequence
        Assert.Equal(theirs.NextDouble(), source.NextUniform());
    }

    [Fact]
    public void Every_seed_gives_others() =>
        Assert.Equal(401, Enumerable.Range(-200, 401).Select(seed => new RandomSource(seed).NextUniform())
            .Distinct().Count());

    [Fact]
    public void A_source_without_a_seed_can_be_replayed()
    {
        var source = new RandomSource();
        Assert.Equal(source.NextUniform(), new RandomSource(source.Seed).NextUniform());
    }

    /// <summary>
    /// Pinned: a change here changes the result of every training in the world that gave a seed.
    /// To 14 digits, because the last bit of a normal number depends on whether the processor has fused multiply-add.
    /// </summary>
    [Fact]
    public void The_first_numbers_never_change()
    {
        var source = new RandomSource(7);
        double[] drawn =
        [
            source.NextUniform(), source.NextUniform(), source.NextNormal(), source.NextNormal(), source.NextNormal(),
            source.NextInt(100), source.NextInt(100)
        ];
        Assert.Equal("0.70057648217969 0.27875122947378 -0.30393012386566 -1.0989693210013 0.30479435832639 57 71",
            string.Join(" ", drawn.Select(v => v.ToString("G14", CultureInfo.InvariantCulture))));
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void Moments(DType dtype)
    {
        var source = new RandomSource(1);
        Shape shape = [100_000];
        var (mean, deviation) = MeanAndDeviation(source.Uniform(shape, -1, 3, dtype));
        Assert.Equal(1, mean, 0.02);
        Assert.Equal(4 / Math.Sqrt(12), deviation, 0.02);
        (mean, deviation) = MeanAndDeviation(source.Normal(shape, 5, 2, dtype));
        Assert.Equal(5, mean, 0.03);
        Assert.Equal(2, deviation, 0.03);
        var truncated = source.TruncatedNormal(shape, 5, 2, dtype);
        (mean, deviation) = MeanAndDeviation(truncated);
        Assert.Equal(5, mean, 0.03);
        Assert.Equal(2 * 0.87962566103423978, deviation, 0.03);
        Assert.InRange(truncated.Min().Item(), 1, 1.1);
        Assert.InRange(truncated.Max().Item(), 8.9, 9);
    }

    [Fact]
    public void A_normal_share_lies_within_one_deviation()
    {
        var source = new RandomSource(2);
        var within = Enumerable.Range(0, 100_000).Count(_ => Math.Abs(source.NextNormal()) < 1);
        Assert.Equal(0.6827, within / 100_000.0, 0.006);
    }

    [Fact]
    public void A_shuffle_keeps_every_item_and_favours_no_order()
    {
        var source = new RandomSource(3);
        var items = Enumerable.Range(0, 1000).ToArray();
        source.Shuffle(items.AsSpan());
        Assert.NotEqual(Enumerable.Range(0, 1000), items);
        Assert.Equal(Enumerable.Range(0, 1000), items.Order());
        var counts = new Dictionary<string, int>();
        for (var i = 0; i < 6000; i++)
        {
            var letters = "abc".ToCharArray();
            source.Shuffle(letters.AsSpan());
            counts[new string(letters)] = counts.GetValueOrDefault(new string(letters)) + 1;
        }
        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 850, 1150));
    }

    [Fact]
    public void Whole_numbers_below_a_limit()
    {
        var source = new RandomSource(4);
        var drawn = Enumerable.Range(0, 1000).Select(_ => source.NextInt(5)).ToArray();
        Assert.Equal([0, 1, 2, 3, 4], drawn.Distinct().Order());
    }

    static (double Mean, double Deviation) MeanAndDeviation(Tensor x)
    {
        var values = x.Cast(DType.Float64);
        var mean = values.Mean().Item();
        return (mean, Math.Sqrt(values.Shift(-mean).Square().Mean().Item()));
    }
}
