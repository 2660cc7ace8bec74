using LearnDL.Checks;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Layers;

public sealed class BatchNormalizationTests : LayerContract
{
    protected override Shape InputShape => [6, 2, 4];

    protected override Layer NewLayer() => _ = new BatchNormalization();

    protected override bool DiffersInTraining => true;

    // means 3 and 20, variances 3.5 and 150
    static readonly double[,] twoChannels = { { 1, 10 }, { 3, 10 }, { 2, 40 }, { 6, 20 } };

    static readonly Shape Images = [3, 2, 4, 2];

    static BatchNormalization Built(BatchNormalization layer, Shape shape)
    {
        layer.Build(shape, DType.Float64, new RandomSource(1));
        return layer;
    }

    static Tensor Learn(Layer layer, Tensor x)
    {
        var call = layer.NewCall();
        var y = call.Forward(x, training: true);
        call.Backward(Tensor.Ones(x.Shape, x.DType));
        return y;
    }

    [Fact]
    public void Every_channel_gets_mean_0_and_variance_1()
    {
        var layer = Built(new BatchNormalization(epsilon: 1e-9), InputShape);
        var y = Learn(layer, Input(1, DType.Float64).Affine(3, 7)).Reshape(-1, 4);
        Assert.All(y.Mean(0).ToArray<double>(), mean => Assert.Equal(0, mean, 1e-12));
        Assert.All(y.Square().Mean(0).ToArray<double>(), variance => Assert.Equal(1, variance, 1e-6));

        layer.Gamma!.Value.Fill(2);
        layer.Beta!.Value.Fill(-5);
        y = Learn(layer, Input(1, DType.Float64)).Reshape(-1, 4);
        Assert.All(y.Mean(0).ToArray<double>(), mean => Assert.Equal(-5, mean, 1e-12));
    }

    [Fact]
    public void Moves_its_averages_by_the_share_that_momentum_leaves_and_with_the_biased_variance()
    {
        var layer = Built(new BatchNormalization(momentum: 0.75), [4, 2]);
        Learn(layer, Tensor.From(twoChannels));
        Assert.Equal([0.75, 5], layer.MovingMean!.Value.ToArray<double>()); // 0.75·0 + 0.25·(3, 20)
        // 0.75·1 + 0.25·(3.5, 150)
        Assert.Equal([0.75 + 0.25 * 3.5, 0.75 + 0.25 * 150], layer.MovingVariance!.Value.ToArray<double>());

        Learn(layer, Tensor.From(twoChannels));
        Assert.Equal([0.75 * 0.75 + 0.75, 0.75 * 5 + 5], layer.MovingMean.Value.ToArray<double>());
    }

    [Fact]
    public void In_use_the_moving_averages_stand_in()
    {
        var layer = Built(new BatchNormalization(epsilon: 3), [4, 2]);
        layer.MovingMean!.Value.CopyFrom(Tensor.From<double>([1.0, 10.0]));
        layer.MovingVariance!.Value.CopyFrom(Tensor.From<double>([1.0, 22.0]));
        layer.Gamma!.Value.CopyFrom(Tensor.From<double>([1.0, 5.0]));
        layer.Beta!.Value.CopyFrom(Tensor.From<double>([0.0, 100.0]));
        // σ = 2 and 5
        Assert.Equal([0, 100, 1, 100, 0.5, 130, 2.5, 110],
            layer.NewCall().Forward(Tensor.From(twoChannels), training: false).ToArray<double>());
        Assert.Equal([1, 10], layer.MovingMean.Value.ToArray<double>());
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(1, 3)]
    [InlineData(2, 4)]
    public void The_gradients_are_right_when_it_is_used_or_frozen(int axis, int rank)
    {
        var shape = Images[..rank];
        for (var seed = 0; seed < 10; seed++)
            foreach (var frozen in (bool[])[false, true])
            {
                var layer = Built(new BatchNormalization(axis) { Trainable = !frozen }, shape);
                layer.MovingVariance!.Value.CopyFrom(Tensor.Uniform(layer.MovingVariance.Value.Shape, 0.5, 3, seed,
                    DType.Float64));
                layer.MovingMean!.Value.CopyFrom(Tensor.Normal(layer.MovingMean.Value.Shape, seed: seed,
                    dtype: DType.Float64));
                var report = GradientCheck.Layer(layer, shape, seed, training: frozen);
                Assert.True(report.Passed, $"{report}");
            }
    }

    [Fact]
    public void Frozen_it_does_what_it_does_in_use_and_its_averages_stay()
    {
        var layer = Built(new BatchNormalization { Trainable = false }, InputShape);
        var x = Input(1, DType.Float64).Affine(3, 7);
        Assert.Equal(layer.NewCall().Forward(x, training: false).ToArray<double>(), Learn(layer, x).ToArray<double>());
        Assert.All(layer.MovingMean!.Value.ToArray<double>(), mean => Assert.Equal(0, mean));
        Assert.All(layer.MovingVariance!.Value.ToArray<double>(), variance => Assert.Equal(1, variance));
    }

    [Fact]
    public void Has_the_weights_that_are_asked_for_in_the_order_of_Keras()
    {
        string[] Names(BatchNormalization layer) => [.. Built(layer, [3, 2, 6]).Parameters.Select(p =>
            $"{p.Name} {p.Value.Shape} {p.Value.At(0)}{(p.IsTrainable ? "" : " kept")}")];
        Assert.Equal(["gamma (6,) 1", "beta (6,) 0", "moving_mean (6,) 0 kept", "moving_variance (6,) 1 kept"],
            Names(new BatchNormalization()));
        Assert.Equal(["beta (2,) 0", "moving_mean (2,) 0 kept", "moving_variance (2,) 1 kept"],
            Names(new BatchNormalization(axis: 1, scale: false)));
        Assert.Equal(["gamma (6,) 1", "moving_mean (6,) 0 kept", "moving_variance (6,) 1 kept"],
            Names(new BatchNormalization(center: false)));
        Assert.Equal(["gamma (6,) 0", "beta (6,) 1", "moving_mean (6,) 1 kept", "moving_variance (6,) 0 kept"],
            Names(new BatchNormalization(
                betaInitializer: "ones", gammaInitializer: "zeros", movingMeanInitializer: "ones",
                movingVarianceInitializer: "zeros")));
    }

    [Fact]
    public void Wrong_settings_and_shapes_are_told()
    {
        Refused.Says<HyperparameterException>(() => _ = new BatchNormalization(momentum: 1.5, name: "bn_1"), "bn_1",
            "momentum", "1.5");
        Refused.Says<HyperparameterException>(() => _ = new BatchNormalization(epsilon: -1), "epsilon", "-1");
        Refused.Says<ShapeException>(() => new BatchNormalization(axis: 0, name: "bn_1").ComputeOutputShape([-1, 3]),
            "bn_1",
            "axis 0 of (None, 3)");
        Refused.Says<ShapeException>(() => new BatchNormalization().ComputeOutputShape([7]), "(7,)");
        Refused.Says<ShapeException>(() => new BatchNormalization().ComputeOutputShape([-1, 3, -1]),
            "number of its channels");
        Refused.Says<ShapeException>(() => Built(new BatchNormalization(name: "bn_1"), [2, 5, 5, 3])
            .ComputeOutputShape([-1, 3, 5, 5]), "bn_1", "3 channels", "(None, 3, 5, 3)", "(None, 3, 5, 5)", "axis: 1");
        Assert.Throws<ModelException>(() =>
            new BatchNormalization().NewCall().Forward(Tensor.Ones([2, 2]), training: false));
    }

    static readonly Scene scene = Scene.Numbers with
    {
        Layers = () => [new Dense(5, "tanh"), new BatchNormalization(name: "bn_1"), new Dense(1)]
    };

    [Fact]
    public void A_last_batch_of_one_sample_is_refused_before_the_training()
    {
        var (x, y) = scene.Copies;
        string[] words = ["layer 'bn_1' (BatchNormalization)", "at least 2", "(1, 5)", "batchSize"];
        Refused.By<ShapeException>(scene, model => model.Fit(x[..33], y[..33], batchSize: 32, verbose: 0), words);
        Refused.By<ShapeException>(scene, model => model.Fit(x, y, batchSize: 1, verbose: 0), words);
        Refused.By<ShapeException>(scene, model => model.Fit(x, y, batchSize: 13, verbose: 0), words);
        Refused.By<ShapeException>(scene, model => model.TrainOnBatch(x[..1], y[..1]), words);
        Refused.Says<ShapeException>(() => Built(new BatchNormalization(name: "bn_1"), [1, 5]).NewCall()
            .Forward(Tensor.Ones([1, 5], DType.Float64), training: true), words);

        var unbuilt = scene.Model(built: false);
        Assert.Throws<ShapeException>(() => unbuilt.Fit(x[..33], y[..33], verbose: 0));
        Assert.False(unbuilt.IsBuilt);
    }

    [Fact]
    public void One_sample_is_enough_for_use_or_where_it_has_many_pixels_or_the_layer_is_frozen()
    {
        var model = scene.Model();
        Assert.Equal<Shape>([1, 1], model.Predict(scene.X[..1]).Shape);
        Assert.True(double.IsFinite(model.Evaluate(scene.X[..1], scene.Y[..1])["loss"]));
        Assert.Equal<Shape>([1, 2, 1, 5], Learn(Built(new BatchNormalization(),
            [1, 2, 1, 5]), Tensor.Normal([1, 2, 1, 5], seed: 1, dtype: DType.Float64)).Shape);
        model.Layers[1].Trainable = false;
        model.TrainOnBatch(scene.X[..1], scene.Y[..1]);
    }

    static double[] Averages(Sequential model) =>
        [.. ((BatchNormalization)model.Layers[1]).MovingMean!.Value.ToArray<float>().Select(v => (double)v)];

    [Fact]
    public void Only_training_moves_the_averages_and_the_optimizer_does_not()
    {
        var model = scene.Model(optimizer: new SGD(1e-30));
        var before = model.WeightsHash();
        model.Predict(scene.X);
        model.Evaluate(scene.X, scene.Y);
        Assert.Equal(before, model.WeightsHash());

        var weights = model.GetWeights();
        model.TrainOnBatch(scene.X, scene.Y);
        var after = model.GetWeights();
        for (var i = 0; i < weights.Count; i++) // kernel, bias; gamma, beta, moving mean and variance; kernel, bias
            Assert.Equal(i is not (4 or 5), weights[i].Subtract(after[i]).Abs().Max().Item() < 1e-20);
        Assert.Equal(8, weights.Count);

        var other = scene.Model(seed: 8);
        other.SetWeights(after);
        Assert.Equal(model.WeightsHash(), other.WeightsHash());
        Assert.Equal(Averages(model), Averages(other));

        var fast = scene.Model(optimizer: new SGD(0.5) { ClipNorm = 1 });
        fast.TrainOnBatch(scene.X, scene.Y);
        Assert.Equal(Averages(model), Averages(fast)); // whatever the rate
    }

    [Fact]
    public void A_loss_that_is_not_finite_leaves_the_averages_as_they_were()
    {
        var model = scene.Model();
        var before = model.WeightsHash();
        Assert.Throws<DataException>(() => model.TrainOnBatch(scene.X, scene.Y.Scale(3e38)));
        Assert.Equal(before, model.WeightsHash());
    }

    [Fact]
    public void Where_everything_is_frozen_there_is_nothing_to_train()
    {
        var model = new Sequential(seed: 1)
        {
            new Input([4]), new BatchNormalization(center: false, scale: false), new Flatten()
        };
        model.Compile("sgd", "mse");
        Assert.Throws<ModelException>(() => model.TrainOnBatch(Tensor.Ones([3, 4]), Tensor.Ones([3, 4])));
    }

    [Fact]
    public void The_summary_counts_the_averages_as_not_trainable()
    {
        var writer = new StringWriter { NewLine = "\n" };
        scene.Model().Summary(writer);
        Assert.Contains("│ bn_1 (BatchNormalization)            │ (None, 5)                   │              20 │",
            writer.ToString());
        Assert.EndsWith("""
             Total params: 51 (204.00 B)
             Trainable params: 41 (164.00 B)
             Non-trainable params: 10 (40.00 B)

            """, writer.ToString());
    }
}
