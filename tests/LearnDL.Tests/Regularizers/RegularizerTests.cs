using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Regularizers;
using LearnDL.Tensors;
using LearnDL.Tests.Golden;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Regularizers;

/// <summary>What a regularizer costs, where it counts, and where it does not.</summary>
public sealed class RegularizerTests
{
    [Theory]
    [InlineData(DType.Float64, 1e-15)]
    [InlineData(DType.Float32, 1e-6)]
    public void Penalty_and_slope(DType dtype, double tolerance)
    {
        var w = Tensor.From([1.5, -2, 0, 0.25]).Cast(dtype);
        (Regularizer, double, double[])[] cases =
        [
            (new L1(), 0.0375, [0.01, -0.01, 0, 0.01]), (new L2(), 0.063125, [0.03, -0.04, 0, 0.005]),
            (new L1(0.2), 0.75, [0.2, -0.2, 0, 0.2]), (new L2(0.2), 1.2625, [0.6, -0.8, 0, 0.1]),
            (new L1L2(), 0, [0, 0, 0, 0]), (new L1L2(0.2, 0.4), 3.275, [1.4, -1.8, 0, 0.4]),
            (new L1L2(l2: 0.4), 2.525, [1.2, -1.6, 0, 0.2]), ("l1", 0.0375, [0.01, -0.01, 0, 0.01]),
            ("L2", 0.063125, [0.03, -0.04, 0, 0.005]), ("l1_l2", 0.100625, [0.04, -0.05, 0, 0.015]),
            ("L1L2", 0.100625, [0.04, -0.05, 0, 0.015]),
        ];
        foreach (var (regularizer, penalty, slope) in cases)
        {
            Assert.Equal(penalty, regularizer.Of(w), tolerance);
            var gradient = Tensor.Full([4], 7, dtype);
            regularizer.AddGradient(w, gradient, share: 0.5);
            Near.Same([.. slope.Select(s => 7 + s / 2)], gradient.Cast(DType.Float64).ToArray<double>(), "gradient",
                tolerance);
        }
    }

    [Fact]
    public void Names_and_rates()
    {
        Assert.Equal(["L1", "L2", "L1L2"], Regularizer.Names.Select(name => Regularizer.Get(name).GetType().Name));
        Refused.Says<UnknownNameException>(() => Regularizer.Get("l3"), "No regularizer is named 'l3'", "l1, l2, l1_l2");
        Refused.Says<HyperparameterException>(() => _ = new L1(-1), "L1: l1", "-1");
        Refused.Says<HyperparameterException>(() => _ = new L2(double.NaN), "L2: l2");
        Refused.Says<HyperparameterException>(() => _ = new L1L2(l2: double.PositiveInfinity), "L1L2: l2");
    }

    [Fact]
    public void Every_layer_hands_each_regularizer_to_its_weight_and_its_output()
    {
        Regularizer k = new L1(), r = new L2(), b = new L1L2(1), a = new L2(3);
        (Layer Layer, Shape Input, Regularizer?[] Weights, Regularizer? Activity)[] all =
        [
            (new Dense(3, kernelRegularizer: k, biasRegularizer: b, activityRegularizer: a), [2, 4], [k, b], a),
            (new Conv2D(3, 2, kernelRegularizer: k, biasRegularizer: b, activityRegularizer: a), [1, 5, 5, 2], [k, b],
                a),
            (new Conv1D(3, 2, kernelRegularizer: k, biasRegularizer: b, activityRegularizer: a), [1, 5, 2], [k, b], a),
            (new Embedding(5, 3, embeddingsRegularizer: k), [1, 4], [k], null),
            (new SimpleRNN(3, kernelRegularizer: k, recurrentRegularizer: r, biasRegularizer: b,
                activityRegularizer: a), [1, 4, 2], [k, r, b], a),
            (new LSTM(3, kernelRegularizer: k, recurrentRegularizer: r, biasRegularizer: b, activityRegularizer: a),
                [1, 4, 2], [k, r, b], a),
            (new GRU(3, kernelRegularizer: k, recurrentRegularizer: r, biasRegularizer: b, activityRegularizer: a),
                [1, 4, 2], [k, r, b], a),
            (new BatchNormalization(betaRegularizer: b, gammaRegularizer: k), [3, 4], [k, b, null, null], null),
            (new LayerNormalization(betaRegularizer: b, gammaRegularizer: k), [3, 4], [k, b], null),
            (new LayerNormalization([-1], betaRegularizer: b, gammaRegularizer: k), [3, 4], [k, b], null),
            (new Bidirectional(new GRU(3, kernelRegularizer: k)), [1, 4, 2], [k, null, null, k, null, null], null),
            (new TimeDistributed(new Dense(3, biasRegularizer: b)), [1, 4, 2], [null, b], null),
            (new Dense(3), [2, 4], [null, null], null),
        ];
        foreach (var (layer, input, weights, activity) in all)
        {
            layer.Build(input, DType.Float32, new RandomSource(1));
            Assert.Equal(weights, layer.Parameters.Select(p => p.Regularizer));
            Assert.Same(activity, layer.ActivityRegularizer);
        }
        var both = new Bidirectional(new LSTM(3, activityRegularizer: a));
        Assert.All(both.Inner, inner => Assert.Same(a, inner.ActivityRegularizer));
    }

    /// <summary>What is in the loss beside the squared error, which for targets of 0 is that of the outputs.</summary>
    static double Cost(Layer layer, Shape input)
    {
        var model = new Sequential(seed: 1, dtype: DType.Float64) { new Input(input[1..]), layer };
        model.Compile(new SGD(), "mse");
        var x = Tensor.Normal(input, seed: 2, dtype: DType.Float64);
        var y = Tensor.Zeros(layer.ComputeOutputShape(input), DType.Float64);
        return model.Evaluate(x, y, batchSize: input[0])["loss"] - model.Predict(x).Square().Mean().Item();
    }

    [Fact]
    public void A_frozen_layer_costs_nothing_but_for_its_output()
    {
        Dense Make(bool trainable, Regularizer? activity = null) => new(3, "sigmoid", kernelRegularizer: "l2",
            activityRegularizer: activity)
        { Trainable = trainable };
        Assert.NotEqual(0, Cost(Make(true), [4, 2]));
        Assert.Equal(0, Cost(Make(false), [4, 2]), 1e-15);
        Assert.NotEqual(0, Cost(Make(false, "l2"), [4, 2]), 1e-3);
        Bidirectional both = new(new SimpleRNN(2, kernelRegularizer: "l2")),
            one = new(new SimpleRNN(2, kernelRegularizer: "l2"));
        one.BackwardLayer.Trainable = false;
        var cost = Cost(both, [2, 3, 2]);
        Assert.InRange(Cost(one, [2, 3, 2]), cost * 0.05, cost * 0.95);
    }

    /// <summary>As if the layer were called once per time step, as Keras does: Σₜ Ω(yₜ) / N.</summary>
    [Fact]
    public void Inside_TimeDistributed_the_samples_are_counted_and_not_the_time_steps()
    {
        var input = Shape.Of([2, 5, 3]);
        Dense Inner(Regularizer? r) => new(2, "sigmoid", activityRegularizer: r);
        var inside = Cost(new TimeDistributed(Inner(new L1(0.5))), input);
        var outside = Cost(new TimeDistributed(Inner(null)) { ActivityRegularizer = new L1(0.5) }, input);
        var plain = Cost(Inner(new L1(0.5)), input);
        Assert.Equal(plain, inside, 1e-12);
        Assert.Equal(plain, outside, 1e-12);
        Assert.True(plain > 0.5);
    }

    /// <summary>σ with binary cross-entropy is fused, but not where σ's output costs something.</summary>
    [Theory]
    [InlineData("sigmoid", "binary_crossentropy")]
    [InlineData("softmax", "categorical_crossentropy")]
    public void A_penalty_of_the_last_output_reaches_the_weights(string activation, string loss)
    {
        Sequential Make(Regularizer? r)
        {
            var model = new Sequential(seed: 1, dtype: DType.Float64)
            {
                new Input([3]), new Dense(2, activation, activityRegularizer: r),
            };
            model.Compile("sgd", loss);
            return model;
        }
        Tensor x = Tensor.Normal([4, 3], seed: 2, dtype: DType.Float64), y = Scene.Eye(2).Gather([0, 1, 1, 0]);
        Sequential with = Make(new L2(0.3)), without = Make(null);
        var (a, b) = (with.ComputeGradients(x, y), without.ComputeGradients(x, y));
        var p = with.Predict(x);
        Assert.Equal(0.3 * p.Square().Sum().Item() / 4, a - b, 1e-12);
        var difference = with.Layers[^1].Parameters[0].Gradient.Subtract(without.Layers[^1].Parameters[0].Gradient);
        Assert.True(difference.Abs().Max().Item() > 1e-3);
    }

    [Fact]
    public void Metrics_do_not_know_of_penalties()
    {
        var scene = Scene.YesNo;
        var model = new Sequential(seed: 1)
        {
            new Input([4]), new Dense(3, "tanh", kernelRegularizer: new L2(10)), new Dense(1, "sigmoid"),
        };
        model.Compile(new SGD(0), scene.Loss, ["binary_crossentropy"]);
        var logs = model.Evaluate(scene.X, scene.Y);
        Assert.True(logs["loss"] > logs["binary_crossentropy"] + 1);
        var history = model.Fit(scene.X, scene.Y, verbose: 0, validationSplit: 0.2);
        Assert.True(history["loss"][0] > history["binary_crossentropy"][0] + 1);
        Assert.True(history["val_loss"][0] > history["val_binary_crossentropy"][0] + 1);
    }
}
