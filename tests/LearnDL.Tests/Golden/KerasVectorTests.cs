using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Golden;

/// <summary>Values that Keras publishes in its own tests, and values that follow from its formulas by hand.</summary>
public class KerasVectorTests
{
    /// <summary>
    /// Ten weights of 1; first a gradient of 0.01 for all, then four times 0.1, 0.2, …
    /// 1.0. Weights 0 and 9 after each step.
    /// </summary>
    static void Steps(Optimizer optimizer, double[] first, double[] last)
    {
        var w = new Parameter("w", Tensor.Ones([10], DType.Float64));
        optimizer.Build([w]);
        for (var step = 0; step < 5; step++)
        {
            w.Gradient.CopyFrom(
                step == 0 ? Tensor.Full([10], 0.01, DType.Float64) : Tensor.Range(10, DType.Float64).Affine(0.1, 0.1));
            optimizer.Step();
            Assert.Equal(first[step], w.Value.At(0), 5.1e-5); // four decimals are published
            Assert.Equal(last[step], w.Value.At(9), 5.1e-5);
        }
    }

    [Fact]
    public void SGD_with_nesterov_and_no_momentum() =>
        Steps(new SGD(nesterov: true), [.9999, .9989, .9979, .9969, .9959], [.9999, .9899, .9799, .9699, .9599]);

    [Fact]
    public void Adam_with_amsgrad()
    {
        var w = new Parameter("w", Tensor.Ones([10], DType.Float64));
        var adam = new Adam(amsgrad: true);
        adam.Build([w]);
        foreach (var expected in new[] { .999, .9982, .9973, .9964, .9954 })
        {
            w.Gradient.CopyFrom(adam.Iterations == 0 ? Tensor.Full([10], 0.01, DType.Float64)
                : Tensor.Range(10, DType.Float64).Affine(0.1, 0.1));
            adam.Step();
            Assert.Equal(expected, w.Value.At(0), 5.1e-5);
        }
    }

    [Fact]
    public void RMSprop_centered()
    {
        double[] expected = [.9967, .9933, .9908, .9885, .9864];
        Steps(new RMSprop(centered: true), expected, expected);
    }

    [Fact]
    public void Adagrad() =>
        Steps(new Adagrad(0.2, 0.3, 1e-6), [.9963, .9604, .9251, .8903, .8560], [.9963, .8209, .6891, .5790, .4825]);

    [Fact]
    public void RMSprop_keeps_epsilon_inside_the_root()
    {
        // |g| = 1e-4: lr·g/√(0.1·g² + ε) = 3.15e-4; with ε outside the root it would be ten times as much
        var w = new Parameter("w", Tensor.Zeros([1], DType.Float64));
        var rmsprop = new RMSprop();
        rmsprop.Build([w]);
        w.Gradient.Fill(1e-4);
        rmsprop.Step();

        Assert.Equal(-1e-3 * 1e-4 / Math.Sqrt(0.1 * 1e-8 + 1e-7), w.Value.Item(), 1e-15);
        Assert.Equal(-3.15e-4, w.Value.Item(), 5e-6);
    }

    /// <summary>
    /// 0, 1, 2, … as sequences, through a layer whose kernels are 0.01 and 0.02, and whose biases are 0.03.
    /// </summary>
    static void Sequences(Layer layer, Shape shape, double[] expected)
    {
        layer.Build(shape, DType.Float64, new RandomSource(1));
        layer.Parameters[0].Value.Fill(0.01);
        layer.Parameters[1].Value.Fill(0.02);
        var y = layer.NewCall().Forward(Tensor.Range(shape.Size, DType.Float64).Reshape(shape), training: false);
        Near.Same(expected.SelectMany(value => Enumerable.Repeat(value, y.Shape[1])).ToArray(), y.ToArray<double>(),
            $"{layer}", 1e-7);
    }

    static readonly LearnDL.Initializers.Constant Bias = new(0.03);

    [Fact]
    public void LSTM()
    {
        Sequences(new LSTM(3, biasInitializer: Bias), [3, 6, 4], [.62886867, .86899145, .94607728]);
        Sequences(new LSTM(3, biasInitializer: Bias, goBackwards: true), [3, 6, 4], [.35622157, .74789526, .88727258]);
        Sequences(new LSTM(3, biasInitializer: Bias, unitForgetBias: false), [3, 6, 4],
            [.57019703, .86619146, .94596217]);
        Sequences(new LSTM(3, biasInitializer: Bias, recurrentActivation: "hard_sigmoid"), [3, 6, 4],
            [.5364679, .81474049, .977796]);
    }

    [Fact]
    public void GRU()
    {
        Sequences(new GRU(3, biasInitializer: Bias), [3, 6, 4], [.52172886, .63716595, .39384964]);
        Sequences(new GRU(3, biasInitializer: Bias, resetAfter: false), [3, 6, 4], [.51447756, .6426879, .40208288]);
    }

    [Fact]
    public void SimpleRNN() => Sequences(new SimpleRNN(4, biasInitializer: Bias), [2, 3, 4], [.405432, .7360534]);

    static readonly Tensor Identity = Tensor.From(new double[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } });
    static readonly Tensor Shares = Tensor.From(new[,] { { .9, .05, .05 }, { .05, .89, .06 }, { .05, .01, .94 } });

    [Fact]
    public void Categorical_crossentropy_of_each_row()
    {
        Near.Same([.10536, .11653, .06188],
            new CategoricalCrossentropy().RowLosses(Identity, Shares).ToArray<double>(), "cce", 1e-5);
        Near.Same([.10536, .11653, .06188], new SparseCategoricalCrossentropy()
            .RowLosses(Tensor.Range(3, DType.Int32), Shares).ToArray<double>(), "sparse cce", 1e-5);
    }

    [Fact]
    public void Categorical_crossentropy_makes_rows_sum_to_1_first()
    {
        var loss = new CategoricalCrossentropy();

        Near.Same(loss.RowLosses(Identity, Shares), loss.RowLosses(Identity, Shares.Scale(7)), "value");
        Near.Same(loss.Gradient(Identity, Shares).Scale(1 / 7.0), loss.Gradient(Identity, Shares.Scale(7)), "gradient");
        Near.Same(Tensor.Zeros([3], DType.Float64), loss.Gradient(Identity, Shares).Multiply(Shares).Sum(-1),
            "the slope along p itself is 0");
    }

    [Theory]
    [InlineData(1, 0, 15.9424)] // 1 − 1e-7 rounds to 1 − 1.19e-7 in float32
    [InlineData(0, 1, 16.1181)]
    public void Binary_crossentropy_has_a_ceiling(float p, float y, double ceiling)
    {
        var loss = new BinaryCrossentropy();

        Assert.Equal(ceiling, loss.Value(Tensor.Of(y).ExpandDims(), Tensor.Of(p).ExpandDims()), 1e-3);
        Assert.Equal(-Math.Log(1e-7),
            loss.Value(Tensor.From<double>([y]).ExpandDims(), Tensor.From<double>([p]).ExpandDims()), 1e-8);
    }

    [Fact]
    public void Categorical_crossentropy_has_a_ceiling()
    {
        var p = Tensor.From(new double[,] { { 1, 0 } });

        Assert.Equal(-Math.Log(1e-7),
            new CategoricalCrossentropy().Value(Tensor.From(new double[,] { { 0, 1 } }), p), 1e-12);
        Assert.Equal(-Math.Log(1e-7), new SparseCategoricalCrossentropy().Value(Tensor.From<int>([1]), p), 1e-12);
    }

    [Fact]
    public void Weighted_losses_are_divided_by_the_number_of_all_samples()
    {
        var (p, y, w) = (Tensor.From<double>([1, 2, 3]), Tensor.From<double>([1, 4, 5]),
            Tensor.From<double>([.1, 0, .1]));

        // (0.1·0 + 0·4 + 0.1·4) / 3; Keras 2 divided by the two weights above 0 and had 0.2
        Assert.Equal(0.4 / 3, new MeanSquaredError().Value(y.ExpandDims(), p.ExpandDims(), w), 1e-15);
    }

    [Theory]
    [InlineData(1000.0)]
    [InlineData(-1000.0)]
    public void Losses_from_logits_stay_finite(double z)
    {
        var logit = Tensor.From<double>([z]).ExpandDims();
        var pair = Tensor.From(new[,] { { z, 0 } });

        Assert.Equal(Math.Max(z, 0),
            new BinaryCrossentropy(fromLogits: true).Value(Tensor.Zeros([1, 1], DType.Float64), logit), 1e-12);
        Assert.Equal(Math.Max(-z, 0),
            new SparseCategoricalCrossentropy(fromLogits: true).Value(Tensor.From<int>([0]), pair), 1e-12);
    }
}
