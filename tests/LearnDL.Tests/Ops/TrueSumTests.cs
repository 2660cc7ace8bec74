using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Backends.Reference;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Tensors;

/// <summary>
/// Sums, means and variances over millions of rows, against decimal or Float64: relative error at most 2e-7.
/// </summary>
public sealed class TrueSumTests
{
    const double Bar = 2e-7;

    [Fact]
    public void A_mean_of_millions_is_the_number_they_all_are()
    {
        var x = Tensor.Full([10_000_000], 0.1);
        Assert.Equal(0.1f, x.Mean().Item());
        Assert.Equal(1e6, x.Sum().Item(), 1e6 * Bar);
        Assert.Equal(0.1f, x.Reshape(-1, 1).Mean(0).At(0));
        Assert.Equal(0.1f, x.Reshape(-1, 5).Mean(0).At(3));
        Assert.Equal(1973, Tensor.Full([1_000_000], 1973).Mean().Item()); // years: once 16 off
        Assert.Equal(0.1, Tensor.Full([10_000_000], 0.1, DType.Float64).Mean().Item(), 1e-13);
        Assert.Equal(0.1, Tensor.Full([1_000_000, 3], 0.1, DType.Float64).Mean(0).At(1), 1e-13);
    }

    /// <summary>The figures of the page on trust: what comes of one Float32 sum, and of 16 side by side.</summary>
    [Fact]
    public void In_Float32_the_same_mean_would_be_wrong_in_the_third_digit()
    {
        var lanes = new float[16];
        var sum = 0f;
        for (var i = 0; i < 10_000_000; i++)
        {
            sum += 0.1f;
            lanes[i % 16] += 0.1f;
        }
        for (var half = 8; half > 0; half /= 2)
            for (var i = 0; i < half; i++)
                lanes[i] += lanes[i + half];
        Assert.Equal(0.1088, sum / 1e7, 5e-5);
        Assert.Equal(0.1006, lanes[0] / 1e7, 5e-5);
    }

    [Fact]
    public void A_mean_far_from_0_stays_there()
    {
        foreach (var offset in (double[])[100, 1e4, -1e6])
        {
            var x = Tensor.Normal([1 << 20, 4], mean: offset, stddev: 1, seed: 1);
            var exact = Columns(x).Select(column => column.Average()).ToArray();
            for (var j = 0; j < 4; j++)
                Near(exact[j], x.Mean(0).At(j));
            Near(exact.Average(), x.Mean().Item());
        }
    }

    [Fact]
    public void Moments_far_from_0_keep_their_digits()
    {
        foreach (var backend in (IBackend[])[new CpuBackend(), new ReferenceBackend()])
            foreach (var (offset, columns) in ((double, int)[])[(0, 1), (100, 4), (1e4, 33), (-1e5, 40)])
            {
                var x = Tensor.Normal([30_011, columns], mean: offset, stddev: 1, seed: 2);
                Tensor mean = Tensor.Zeros([columns]), variance = Tensor.Zeros([columns]);
                backend.Moments(x, mean, variance);
                var data = Columns(x);
                for (var j = 0; j < columns; j++)
                {
                    var exact = data[j].Average();
                    Near(exact, mean.At(j), scale: 1);
                    Near(data[j].Average(v => (v - exact) * (v - exact)), variance.At(j));
                }
            }
    }

    [Fact]
    public void Batch_normalization_of_many_rows_has_their_mean_and_variance()
    {
        var x = Tensor.Normal([256 * 256 * 64, 4], mean: 100, stddev: 1, seed: 3);
        var norm = new BatchNormalization(momentum: 0);
        norm.Build(x.Shape, DType.Float32, new RandomSource(1));
        var y = norm.Forward(x, training: true, out var saved);
        norm.Backward(Tensor.Zeros(y.Shape), saved);
        var data = Columns(x);
        for (var j = 0; j < 4; j++)
        {
            var exact = data[j].Average();
            Near(exact, norm.MovingMean!.Value.At(j));
            Near(data[j].Average(v => (v - exact) * (v - exact)), norm.MovingVariance!.Value.At(j));
        }
    }

    /// <summary>
    /// Random sizes, against Float64; the sum of equal signs, where a relative error means something.
    /// </summary>
    [Fact]
    public void Sums_of_random_sizes_are_rounded_once()
    {
        var random = new Random(4);
        for (var trial = 0; trial < 40; trial++)
        {
            var (rows, columns) = (1 + random.Next(trial % 4 == 0 ? 60_000 : 3_000), 1 + random.Next(70));
            Tensor x = Tensor.Uniform([rows, columns], 0, 1, seed: trial),
                y = Tensor.Uniform([rows, columns], 0, 1, seed: 100 + trial);
            Tensor sums = x.Sum(0), lines = x.Sum(1), products = x.SumRowProducts(y);
            double[][] dataX = Columns(x), dataY = Columns(y);
            for (var j = 0; j < columns; j++)
            {
                Assert.Equal((float)dataX[j].Sum(), sums.At(j), 1e-9 * rows);
                Near(dataX[j].Zip(dataY[j], (a, b) => a * b).Sum(), products.At(j), bar: 6.1e-8);
            }
            for (var r = 0; r < rows; r += 97)
                Near(dataX.Sum(column => column[r]), lines.At(r), bar: 6.1e-8);
            Near(dataX.Sum(column => column.Sum()), x.Sum().Item(), bar: 6.1e-8);
        }
    }

    [Fact]
    public void A_word_that_occurs_a_million_times_gets_a_true_gradient()
    {
        foreach (var backend in (IBackend[])[new CpuBackend(), new ReferenceBackend()])
        {
            Tensor x = Tensor.Full([1_000_000, 3], 0.1), sums = Tensor.Zeros([2, 3]);
            backend.ScatterAdd(x, [.. Enumerable.Range(0, 1_000_000).Select(i => i % 1000 == 0 ? 0 : 1)], sums);
            for (var j = 0; j < 3; j++)
            {
                Near(100, sums.At(0, j));
                Near(99_900, sums.At(1, j));
            }
        }
    }

    [Fact]
    public void An_average_over_a_whole_image_is_true()
    {
        var axis = WindowAxis.Of(700, 700, 700, 1, Padding.Valid);
        foreach (var backend in (IBackend[])[new CpuBackend(), new ReferenceBackend()])
        {
            var y = Tensor.Zeros([1, 1, 1, 3]);
            backend.AveragePool(Tensor.Full([1, 700, 700, 3], 0.1), new Window(axis, axis), y);
            Assert.Equal([0.1f, 0.1f, 0.1f], y.ToArray<float>());
        }
    }

    static double[][] Columns(Tensor x)
    {
        var values = x.ToArray<float>();
        return [.. Enumerable.Range(0, x.Shape[1])
            .Select(j => Enumerable.Range(0, x.Shape[0]).Select(r => (double)values[r * x.Shape[1] + j]).ToArray())];
    }

    static void Near(double exact, double got, double bar = Bar, double scale = 0) =>
        Assert.Equal(exact, got, bar * Math.Max(Math.Abs(exact), scale));
}
