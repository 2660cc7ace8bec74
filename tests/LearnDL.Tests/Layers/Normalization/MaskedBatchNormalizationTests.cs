using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;
using LearnDL.Tests.Golden;

namespace LearnDL.Tests.Layers;

/// <summary>Padding does not count in the statistics, as in Keras 3.</summary>
public sealed class MaskedBatchNormalizationTests
{
    [Fact]
    public void Ten_steps_of_which_five_are_padding_have_the_mean_of_five()
    {
        var norm = new BatchNormalization(momentum: 0);
        var model = new Sequential(seed: 1) { new Input([10, 1]), new Masking(), norm, new Dense(1) };
        model.Compile("sgd", "mse");
        model.TrainOnBatch(Tensor.From<float>([1, 2, 3, 4, 5, 0, 0, 0, 0, 0], [1, 10, 1]), Tensor.Zeros([1, 10, 1]));
        Assert.Equal(3, norm.MovingMean!.Value.Item());
        Assert.Equal(2, norm.MovingVariance!.Value.Item());
        Assert.Empty(model.Warnings);
    }

    /// <summary>
    /// Keras 3's formula, written down as plain loops; its sums are divided by Σ m + 1e-7, ours by Σ m.
    /// </summary>
    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Forward_and_averages_are_those_of_Keras(int axis)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new RandomSource(seed);
            Shape shape = [3, 4, 2];
            Tensor x = random.Normal(shape, 2, 3, DType.Float64), mask = random.Uniform([3, 4], 0, 1, DType.Float64)
                .Shift(-0.4).Positive();
            for (var t = 0; t < 4; t++)
                mask.AsSpan<double>()[t] = 1; // every channel has something that counts
            var layer = new BatchNormalization(axis, momentum: 0.75);
            layer.Build(shape, DType.Float64, random);
            layer.Gamma!.Value.Fill(1.5);
            layer.Beta!.Value.Fill(-0.5);
            var call = layer.NewCall();
            var itsMask = mask;
            var y = call.Forward(x, ref itsMask, training: true);
            Assert.Equal(mask.ToArray<double>(), itsMask.ToArray<double>());
            call.Backward(Tensor.Ones(shape, DType.Float64));

            var channels = shape[axis];
            double[] mean = new double[channels], variance = new double[channels], count = new double[channels];
            void Each(Action<int, double, double> use) // channel, number, mask
            {
                for (var n = 0; n < 3; n++)
                    for (var t = 0; t < 4; t++)
                        for (var d = 0; d < 2; d++)
                            use(axis == 1 ? t : d, x.At(n, t, d), mask.At(n, t));
            }
            Each((c, _, m) => count[c] += m);
            Each((c, value, m) => mean[c] += m * value / (count[c] + 1e-7));
            Each((c, value, m) => variance[c] += m * Math.Pow(m * value - mean[c], 2) / (count[c] + 1e-7));
            var expected = new List<double>();
            Each((c, value, _) => expected.Add(1.5 * (value - mean[c]) / Math.Sqrt(variance[c] + 1e-3) - 0.5));

            Near.Same([.. expected], y.ToArray<double>(), "y", 1e-5);
            Near.Same([.. mean.Select(m => 0.25 * m)], layer.MovingMean!.Value.ToArray<double>(), "moving mean", 1e-6);
            Near.Same([.. variance.Select(v => 0.75 + 0.25 * v)], layer.MovingVariance!.Value.ToArray<double>(),
                "moving variance", 1e-6);
        }
    }

    /// <summary>A batch is as good as the same batch with its padding cut off.</summary>
    [Fact]
    public void Padding_at_the_end_is_as_good_as_none()
    {
        List<double[]> Of(int steps)
        {
            var x = Tensor.Zeros([3, steps, 2], DType.Float64);
            var real = Tensor.Normal([3, 4, 2], seed: 1, dtype: DType.Float64);
            Tensor mask = Tensor.Zeros([3, steps], DType.Float64), dy = Tensor.Zeros(x.Shape, DType.Float64);
            for (var n = 0; n < 3; n++)
                for (var i = 0; i < 8; i++)
                {
                    x.AsSpan<double>()[n * steps * 2 + i] = real.ValueAt(n * 8 + i);
                    dy.AsSpan<double>()[n * steps * 2 + i] = Math.Sin(n * 8 + i);
                    mask.AsSpan<double>()[n * steps + i / 2] = 1;
                }
            var layer = new BatchNormalization();
            layer.Build(x.Shape, DType.Float64, new RandomSource(1));
            var call = layer.NewCall();
            var y = call.Forward(x, ref mask, training: true);
            var dx = call.Backward(dy);
            return [y[.., ..4].ToArray<double>(), dx[.., ..4].ToArray<double>(),
                .. layer.Parameters.Select(p => p.Value.ToArray<double>()),
                .. layer.Parameters.Select(p => p.Gradient.ToArray<double>())];
        }
        foreach (var (expected, got) in Of(4).Zip(Of(9)))
            Near.Same(expected, got, "without and with padding");
    }

    [Fact]
    public void A_channel_of_padding_only_leaves_its_averages_as_they_are()
    {
        var layer = new BatchNormalization(axis: 1, momentum: 0.5);
        layer.Build([2, 3, 2], DType.Float64, new RandomSource(1));
        var call = layer.NewCall();
        var mask = Tensor.From(new double[,] { { 1, 1, 0 }, { 1, 0, 0 } });
        var y = call.Forward(Tensor.Full([2, 3, 2], 4, DType.Float64), ref mask, training: true);
        var dx = call.Backward(Tensor.Ones([2, 3, 2], DType.Float64));
        Assert.Equal([2, 2, 0], layer.MovingMean!.Value.ToArray<double>());
        Assert.Equal([0.5, 0.5, 1], layer.MovingVariance!.Value.ToArray<double>());
        Assert.All([.. y.ToArray<double>(), .. dx.ToArray<double>()], number => Assert.True(double.IsFinite(number)));

        var all = Tensor.Zeros([2, 3], DType.Float64);
        call.Forward(Tensor.Full([2, 3, 2], 9, DType.Float64), ref all, training: true);
        call.Backward(Tensor.Ones([2, 3, 2], DType.Float64));
        Assert.Equal([2, 2, 0], layer.MovingMean.Value.ToArray<double>());
    }

    [Fact]
    public void In_use_and_frozen_the_averages_stand_in_whatever_is_masked()
    {
        var layer = new BatchNormalization();
        layer.Build([2, 3, 2], DType.Float64, new RandomSource(1));
        Tensor x = Tensor.Normal([2, 3, 2], seed: 1, dtype: DType.Float64),
            mask = Tensor.From(new double[,] { { 1, 1, 0 }, { 1, 0, 0 } });
        var plain = layer.Forward(x, training: false, out _).ToArray<double>();
        Assert.Equal(plain, layer.Forward(x, mask, training: false, out _).ToArray<double>());
        layer.Trainable = false;
        Assert.Equal(plain, layer.Forward(x, mask, training: true, out _).ToArray<double>());
    }

    /// <summary>What is learned from masked sequences does not depend on how much padding there is.</summary>
    [Fact]
    public void A_training_is_the_same_with_more_padding()
    {
        Sequential Trained(int steps)
        {
            var model = new Sequential(seed: 2, dtype: DType.Float64) { new Input([-1, 2]), new Masking(),
                new Dense(3, "tanh"), new BatchNormalization(), new LSTM(3), new Dense(1) };
            model.Compile(new Adam(0.01), "mse");
            var x = Tensor.Zeros([8, steps, 2], DType.Float64);
            for (var n = 0; n < 8; n++)
                for (var i = 0; i < 6; i++)
                    x.AsSpan<double>()[n * steps * 2 + i] = Math.Cos(n + 2 * i);
            model.Fit(x, Tensor.Normal([8, 1], seed: 3, dtype: DType.Float64), batchSize: 4, epochs: 5, verbose: 0,
                shuffle: false);
            return model;
        }
        foreach (var (expected, got) in Trained(3).GetWeights().Zip(Trained(7).GetWeights()))
            Near.Same(expected, got, "weights", 1e-10);
    }

    [Fact]
    public void Defaults_are_those_of_Keras()
    {
        var batch = new BatchNormalization();
        batch.Build([4, 1], DType.Float64, new RandomSource(1));
        var call = batch.NewCall();
        // mean ½, variance ¼
        var y = call.Forward(Tensor.From(new double[,] { { 0 }, { 1 }, { 0 }, { 1 } }), training: true);
        call.Backward(Tensor.Ones([4, 1], DType.Float64));
        Assert.Equal(0.5 / Math.Sqrt(0.25 + 1e-3), y.ValueAt(1), 1e-14);
        Assert.Equal(0.01 * 0.5, batch.MovingMean!.Value.Item(), 1e-16);
        Assert.Equal(0.99 + 0.01 * 0.25, batch.MovingVariance!.Value.Item(), 1e-15);

        foreach (var layer in (LayerNormalization[])[new(), new([-1])])
        {
            layer.Build([1, 2], DType.Float64, new RandomSource(1));
            Assert.Equal(0.5 / Math.Sqrt(0.25 + 1e-3), layer.NewCall().Forward(Tensor.From(new double[,] { { 0, 1 } }),
                training: false).ValueAt(1), 1e-14);
        }
    }
}
