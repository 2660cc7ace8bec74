using LearnDL.Data;
using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Metrics;
using LearnDL.Models;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Losses;

/// <summary>Losses and metrics on plain numbers, as Keras's functions and objects give them.</summary>
public sealed class LossApplyTests
{
    static readonly Tensor y = Tensor.From(new double[,] { { 0, 1 }, { 0, 0 } }),
        p = Tensor.From(new double[,] { { 1, 1 }, { 1, 0 } });

    static Tensor Row(params ReadOnlySpan<double> values) => Tensor.From<double>(values, [values.Length]);

    /// <summary>The example of Keras's MeanSquaredError: 0.5, with weights 0.7 and 0.3 it is 0.25.</summary>
    [Fact]
    public void As_Keras_publishes_them()
    {
        var loss = new MeanSquaredError();
        Assert.Equal([0.5, 0.5], loss.PerSample(y, p).ToArray<double>());
        Assert.Equal(0.5, loss.Apply(y, p));
        Assert.Equal(0.25, loss.Apply(y, p, Row(0.7, 0.3)), 1e-15);
        Assert.Equal([0.5, 0.5], Loss.Get(LearnDL.Losses.Losses.MAE).PerSample(y, p).ToArray<double>());
        Assert.Equal([0.0513, 2.303], new SparseCategoricalCrossentropy().PerSample(Row(1, 2),
            new[,] { { 0.05, 0.95, 0 }, { 0.1, 0.8, 0.1 } }).ToArray<double>().Select(value => Math.Round(value, 4))
            .Select(value => value > 2 ? Math.Round(value, 3) : value));
    }

    [Fact]
    public void A_loss_per_sample_has_the_predictions_shape_without_the_last_axis()
    {
        var loss = new MeanAbsoluteError();
        Tensor series = Tensor.Normal([2, 3, 4], seed: 1), other = Tensor.Normal([2, 3, 4], seed: 2);
        Assert.Equal([2, 3], loss.PerSample(series, other).Shape);
        Assert.Equal(loss.RowLosses(series, other).ToArray<float>(), loss.PerSample(series, other).ToArray<float>());
        Assert.Equal(0, loss.PerSample(Row(1.0, 2, 6), Row(1.0, 4, 5)).Rank);      // one sample
        Assert.Equal(1, loss.PerSample(Row(1.0, 2, 6), Row(1.0, 4, 5)).Item());
        Assert.Equal([1.0, 2], loss.PerSample(Row(1, 2), new[,] { { 2.0 }, { 4 } }).ToArray<double>());
        Assert.Equal([1.0, 2], loss.PerSample(new[,] { { 1 }, { 2 } }, Row(2.0, 4)).ToArray<double>());
        Assert.Equal(1.5f, loss.Apply(Row(1, 2), new[,] { { 2 }, { 4 } }));             // whole numbers
        double[] perStep = [1, 0, 0, 0, 0, 0];
        Assert.Equal(loss.PerSample(series, other).At(0, 0) / 6,
            loss.Apply(series, other, Tensor.From(perStep, [2, 3])), 1e-7);
    }

    public static TheoryData<string> Names => [.. Loss.Names];

    /// <summary>What a model reports of its predictions is what the loss says of them, to the bit.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void The_bits_are_those_of_a_training(string name)
    {
        var last = name.Contains("hinge") ? "tanh" : "softmax";
        var model = new Sequential([new Input([3]), new Dense(4, last)], seed: 1);
        model.Compile("sgd", name);
        Tensor x = Tensor.Normal([9, 3], seed: 1), weights = Tensor.Uniform([9], seed: 3), targets = For(name);
        var predicted = model.Predict(x);
        Assert.Equal(model.TestOnBatch(x, targets, weights)["loss"], Loss.Get(name).Apply(targets, predicted, weights));
        Assert.Equal(model.TestOnBatch(x, targets)["loss"], Loss.Get(name).Apply(targets, predicted));
    }

    /// <summary>Targets (9, 4), or (9), that the loss of this name takes.</summary>
    static Tensor For(string name)
    {
        Tensor classes = Row(0, 1, 2, 3, 0, 1, 2, 3, 0), numbers = Tensor.Uniform([9, 4], seed: 2);
        return name == "sparse_categorical_crossentropy" ? classes
            : name.Contains("categorical") || name.StartsWith('k') ? classes.OneHot(4)
            : name.Contains("hinge") ? numbers.Shift(-0.5).Positive().Affine(2, -1)
            : name.StartsWith('b') ? numbers.Shift(-0.5).Positive() : numbers;
    }

    [Fact]
    public void What_does_not_suit_is_refused()
    {
        var loss = new MeanSquaredError();
        Refused.Says<ShapeException>(() => loss.Apply(y, p, Row(1.0, 2, 3)), "weights", "(2,)", "(3,)");
        Refused.Says<ShapeException>(() => loss.Apply(Tensor.Ones([2, 2, 1]), Tensor.Ones([2, 2, 1]), Tensor.Ones([1, 2])),
            "weights", "(2,)", "(1, 2)"); // as many as there are samples, but not one for each
        Refused.Says<ShapeException>(() => loss.PerSample(y, Tensor.Ones([2, 3])), "(2, 3)", "(2, 2)");
        Refused.Says<ShapeException>(() => loss.Apply(y, Tensor.Scalar(1)), "single number");
    }

    [Fact]
    public void A_metric_takes_a_batch_in_and_gives_its_figure()
    {
        var metric = new BinaryAccuracy();
        Assert.Equal(0.5, metric.Apply(Row(1, 1), Row(0.9, 0.1)));
        Assert.Equal(0.75, metric.Apply(Row(0, 0), Row(0.4, 0.1)));
        metric.ResetState();
        metric.UpdateState(Row(1, 0), Row(0.9, 0.9), Row(3.0, 1));
        Assert.Equal(0.75, metric.Result);
        Assert.Equal(1, Metric.Get("accuracy").Apply(Row(1, 0), new[,] { { 0.1, 0.9 }, { 0.8, 0.2 } }));
    }
}
