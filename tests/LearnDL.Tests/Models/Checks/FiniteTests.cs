using LearnDL.Callbacks;
using LearnDL.Initializers;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>Numbers that are not finite are told: data as the model reads them, weights, and what comes out.</summary>
public sealed class FiniteTests
{
    static readonly Scene scene = Scene.Numbers;

    static Sequential Line(double w, Optimizer? optimizer = null)
    {
        var model = new Sequential(seed: 1) { new Input([1]),
            new Dense(1, useBias: false, kernelInitializer: new Constant(w), name: "line") };
        model.Compile(optimizer ?? new SGD(0.1), "mse");
        return model;
    }

    static Tensor Column(params double[] values) => Tensor.From(values, [values.Length, 1]);

    /// <summary>1e39 is a number of Float64, and infinite in Float32, in which the model computes.</summary>
    [Fact]
    public void Data_too_large_for_the_models_type_are_told_wherever_they_come_in()
    {
        var (x, y) = (scene.X.Cast(DType.Float64), scene.Y.Cast(DType.Float64));
        Tensor largeX = x.Keep(), largeY = y.Keep(), largeWeights = Tensor.Ones([40], DType.Float64);
        (largeX.AsSpan<double>()[4 * 3 + 2], largeY.AsSpan<double>()[7], largeWeights.AsSpan<double>()[9]) = (-1e39,
            1e300, 1e39);
        string[] wrongX = ["x has -1E+39 at row 3, column 2", "numbers that Float32 holds: up to 3.4e+38",
            "type Float64", "Standardizer", "dtype: DType.Float64"];
        string[] wrongY = ["y has 1E+300 at row 7, column 0", "Float32"],
            wrongWeights = ["sampleWeight has 1E+39 at row 9", "Float32"];
        List<DataException> errors =
        [
            Refused.By<DataException>(scene, model => model.Fit(largeX, y, verbose: 0), wrongX),
            Refused.By<DataException>(scene, model => model.Fit(x, largeY, verbose: 0), wrongY),
            Refused.By<DataException>(scene, model => model.Fit(x, y, sampleWeight: largeWeights, verbose: 0),
                wrongWeights),
            Refused.By<DataException>(scene, model => model.Fit(x, y, validationData: (largeX, y), verbose: 0),
                ["validation x has -1E+39", .. wrongX[1..]]),
            Refused.By<DataException>(scene, model => model.Fit(x, y, validationData: (x, largeY), verbose: 0),
                "validation y has 1E+300"),
            Refused.By<DataException>(scene, model => model.Fit(x, y, validationData: (x, y, largeWeights), verbose: 0),
                "validation sampleWeight has 1E+39"),
            Refused.By<DataException>(scene, model => model.TrainOnBatch(largeX, y), wrongX),
            Refused.By<DataException>(scene, model => model.TrainOnBatch(x, largeY), wrongY),
            Refused.By<DataException>(scene, model => model.TrainOnBatch(x, y, largeWeights), wrongWeights),
            Refused.By<DataException>(scene, model => model.Evaluate(largeX, y), wrongX),
            Refused.By<DataException>(scene, model => model.Evaluate(x, largeY), wrongY),
            Refused.By<DataException>(scene, model => model.Evaluate(x, y, sampleWeight: largeWeights), wrongWeights),
            Refused.By<DataException>(scene, model => model.TestOnBatch(largeX, y), wrongX),
            Refused.By<DataException>(scene, model => model.Predict(largeX), wrongX),
            Refused.By<DataException>(scene, model => model.PredictOnBatch(largeX), wrongX),
            Refused.By<DataException>(scene, model => model.PredictClasses(largeX), wrongX),
        ];
        Assert.All(errors, error => Assert.DoesNotContain("learning rate", error.Fix));
        Refused.By<DataException>(Scene.YesNo, model => model.Fit(Scene.YesNo.X, Scene.YesNo.Y,
            classWeight: new Dictionary<int, double> { [0] = 1, [1] = 1e39 }, verbose: 0), "sampleWeight has 1E+39");

        var inFloat64 = scene.Model(dtype: DType.Float64);
        Assert.Equal<Shape>([40, 1], inFloat64.Predict(largeX).Shape);
        Assert.Equal<Shape>([1, 1], Line(0).Predict(Column(float.MaxValue)).Shape); // the largest there is
        Assert.Equal(float.MaxValue, Line(1).Predict(Column(float.MaxValue + 1e30)).Item()); // rounded to it
    }

    /// <summary>Loss 1e30; the gradient −2e40 overflows. There is no later batch whose loss would tell.</summary>
    [Fact]
    public void A_gradient_that_overflows_is_told_in_a_model_without_recurrent_layers_too()
    {
        var model = Line(0);
        var error = Refused.Says<DataException>(() => model.Fit(Tensor.From(new float[,] { { 1e25f } }),
            Tensor.Of(1e15f), verbose: 0),
            "The gradient of 'line/kernel' became -Infinity in epoch 1, batch 1", "x reaches 1e+25 and y 1e+15",
                "Standardizer", "The weights are as they were before this batch.");
        Assert.StartsWith("Scale the data", error.Fix);
        Assert.Equal(0, model.GetWeights()[0].Item());
        Refused.Says<DataException>(() => model.TrainOnBatch(Tensor.From(new float[,] { { 1e25f } }), Tensor.Of(1e15f)),
            "The gradient of 'line/kernel'");
        Assert.Equal(0, model.Optimizer.Iterations);
    }

    /// <summary>
    /// An infinite gradient is cut to 1. In the second model it goes back through 1e30 and is infinite at the hidden
    /// unit, and times an input that is 0 it is NaN.
    /// </summary>
    [Fact]
    public void With_ClipValue_a_NaN_in_a_gradient_is_still_told_and_infinity_is_cut()
    {
        var model = Line(0, new SGD(0.1) { ClipValue = 1 });
        model.TrainOnBatch(Tensor.From(new float[,] { { 1e25f } }), Tensor.Of(1e15f));
        Assert.Equal(0.1, model.GetWeights()[0].Item(), 1e-7);

        var deep = new Sequential(seed: 1) { new Input([2]), new Dense(1, useBias: false, kernelInitializer: "zeros",
            name: "hidden"), new Dense(1, kernelInitializer: new Constant(1e30)) };
        deep.Compile(new SGD(0.1) { ClipValue = 1 }, "mse");
        var before = deep.WeightsHash();
        Refused.Says<DataException>(() => deep.TrainOnBatch(Tensor.From(new float[,] { { 0, 1 } }), Tensor.Of(1e15f)),
            "The gradient of 'hidden/kernel' became NaN");
        Assert.Equal(before, deep.WeightsHash());
        deep.TrainOnBatch(Tensor.From(new float[,] { { 1, 1 } }), Tensor.Of(1e15f)); // infinite only
        Assert.Equal([0.1f, 0.1f], deep.GetWeights()[0].ToArray<float>());
    }

    [Fact]
    public void The_advice_about_a_loss_fits_its_cause()
    {
        string Fix(Action wrong, params string[] words) =>
            Refused.Says<DataException>(wrong, ["The loss became Infinity", .. words]).Fix;
        var targets = Fix(() => Line(0).TrainOnBatch(Tensor.Ones([1, 1]), Tensor.Of(1e30f)));
        Assert.StartsWith("The targets reach 1e+30", targets);
        Assert.DoesNotContain("learning rate", targets);

        var first = Fix(() => Line(1).TrainOnBatch(Tensor.From(new float[,] { { 1e25f } }), Tensor.Of(1)));
        Assert.StartsWith("No step was taken yet", first);
        Assert.Contains("x reaches 1e+25", first);

        var weights = Fix(() => Line(0).TrainOnBatch(Tensor.Ones([2, 1]), Tensor.Of(1e5f, 1e5f),
            Tensor.Of(1e38f, 1e38f)));
        Assert.StartsWith("Sample weights reach 1e+38", weights);

        var diverged = Line(0, new SGD(1e5));
        Assert.StartsWith("Try a ten times smaller learning rate",
            Fix(() => diverged.Fit(Tensor.Ones([4, 1]), Tensor.Of(1, 2, 3, 4), epochs: 20, verbose: 0)));
        Assert.All(diverged.GetWeights()[0].ToArray<float>(), w => Assert.True(float.IsFinite(w)));
    }

    [Fact]
    public void Weights_that_were_set_to_what_is_no_number_are_told_by_name()
    {
        foreach (var bad in (double[])[double.NaN, double.PositiveInfinity])
        {
            var model = scene.Model();
            Refused.Says<DataException>(() =>
                model.SetWeights([.. model.GetWeights().Select(w => w.Scale(0).Shift(bad))]), "weight 0 (kernel) has");
            model.Layers[1].Parameters[0].Value.AsSpan<float>()[2] = (float)bad; // by code of one's own
            string[] words = ["The weight 'dense_1/kernel' has", "as number 2 of (5, 1)", "set"];
            Refused.Says<ModelException>(() => model.Fit(scene.X, scene.Y, verbose: 0), words);
            Refused.Says<ModelException>(() => model.TrainOnBatch(scene.X, scene.Y), words);
            Assert.Contains("'dense_1/kernel'", Refused.Says<DataException>(() => model.Predict(scene.X),
                "The prediction for row 0 of x").Fix);
            Assert.Contains("'dense_1/kernel'", Refused.Says<DataException>(() => model.Evaluate(scene.X, scene.Y),
                "'loss' is").Fix);
            Assert.Equal(0, model.Optimizer.Iterations);
        }
        Refused.Says<DataException>(() => Line(0).SetWeights([Column(1e39)]), "weight 0 (kernel) has 1E+39", "Float32");
        Refused.Says<HyperparameterException>(() => Line(1e39), "its kernel would begin with", "Constant");
    }

    [Fact]
    public void A_callback_that_spoils_the_weights_at_the_end_is_told_when_Fit_ends()
    {
        var model = scene.Model();
        var spoil = new LambdaCallback(onTrainEnd: () => model.Layers[0].Parameters[1].Value.Fill(double.NaN));
        Refused.Says<ModelException>(() => model.Fit(scene.X, scene.Y, verbose: 0, callbacks: [spoil]),
            "The weight 'dense/bias' has NaN", "after the last step");
        Assert.Single(model.History!.Epoch);
    }

    [Fact]
    public void A_prediction_or_a_test_that_overflows_names_the_row()
    {
        var model = Line(1e30);
        Refused.Says<DataException>(() => model.Predict(Column(1, 2, 3, 1e20), batchSize: 2),
            "The prediction for row 3 of x is Infinity", "1 of 2 outputs", "x reaches 1e+20");
        Refused.Says<DataException>(() => model.Evaluate(Column(1, 2, 3), Column(1, 2, 3), batchSize: 2),
            "'loss' is Infinity for the samples from row 0 on", "x reaches 2e+0");
        var mae = new Sequential(seed: 1) { new Input([1]), new Dense(1, kernelInitializer: new Constant(1e30)) };
        mae.Compile("sgd", "mae", ["mse"]);
        Refused.Says<DataException>(() => mae.Evaluate(Column(1, 2), Column(1, 2)), "'mse' is Infinity");
    }

    /// <summary>
    /// The validation overflows, the training does not: it goes on, with a warning, and the best epoch is none of them.
    /// </summary>
    [Fact]
    public void A_validation_that_is_not_finite_is_a_warning()
    {
        var net = new Sequential(seed: 1) { new Input([2]), new Dense(2, useBias: false),
            new Dense(1, useBias: false) };
        net.Compile(new SGD(1e-12), "mse");
        net.SetWeights([Tensor.From(new float[,] { { 10, 10 }, { 0, 0 } }),
            Tensor.From(new float[,] { { 1 }, { -1 } })]);
        var (stop, output) = (new EarlyStopping(patience: 3, restoreBestWeights: true), new StringWriter());
        net.Writer = output;
        var history = net.Fit(Tensor.From(new float[,] { { 1, 1 }, { 1, 2 } }), Tensor.Of(1, 2), epochs: 5, verbose: 2,
            validationData: (Tensor.From(new float[,] { { 1e38f, 0 } }), Tensor.Of(1)), callbacks: [stop]);
        Assert.All(history["val_loss"], value => Assert.False(double.IsFinite(value)));
        Assert.Null(stop.BestEpoch);
        Assert.Equal(2, stop.StoppedEpoch);
        var warning = Assert.Single(net.Warnings);
        Assert.Contains("'val_loss' became NaN", warning);
        Assert.Equal(2, output.ToString().Split("warning: 'val_loss'").Length); // printed once
    }

    /// <summary>
    /// The averages of a BatchNormalization and the states of a stateful layer are kept on the way back; a step that
    /// fails after it puts them back.
    /// </summary>
    [Fact]
    public void A_step_that_fails_leaves_no_trace_in_averages_and_states()
    {
        Sequential Model()
        {
            var made = new Sequential(seed: 3) { new Input([2, 3]), new BatchNormalization(),
                new LSTM(4, stateful: true), new Dense(1, name: "out") };
            made.Compile(new Adam(0.01), "mse");
            return made;
        }
        Tensor x = Tensor.Normal([4, 2, 3], seed: 1), y = Tensor.Ones([4, 1]);
        foreach (var before in (int[])[0, 1]) // without and with a state
        {
            Sequential model = Model(), twin = Model();
            for (var i = 0; i < before; i++)
                _ = (model.TrainOnBatch(x, y), twin.TrainOnBatch(x, y));
            Refused.Says<DataException>(() => model.TrainOnBatch(x, y.Scale(1e15), Tensor.Full([4], 1e7)),
                "what Adam keeps of it");
            Assert.Equal(twin.WeightsHash(), model.WeightsHash());
            Assert.Equal(twin.TrainOnBatch(x, y)["loss"], model.TrainOnBatch(x, y)["loss"]);
            Assert.Equal(twin.TrainOnBatch(x, y)["loss"], model.TrainOnBatch(x, y)["loss"]);
            Assert.Equal(twin.WeightsHash(), model.WeightsHash());
        }
    }

    [Fact]
    public void An_average_that_overflows_is_told_by_name()
    {
        var model = new Sequential(seed: 1) { new Input([2]), new BatchNormalization(name: "norm"), new Dense(1) };
        model.Compile("sgd", "mse");
        var x = Tensor.From(new float[,] { { 1e25f, 1 }, { -1e25f, 2 } });
        Refused.Says<DataException>(() => model.TrainOnBatch(x, Tensor.Of(1, 2)),
            "'norm/moving_variance' would no longer be finite after epoch 1, batch 1", "x reaches 1e+25");
        Assert.Equal(1, ((BatchNormalization)model.Layers[0]).MovingVariance!.Value.ValueAt(0));
    }

    /// <summary>
    /// Whatever the sizes of data, targets and rate: Fit gives finite weights, or says what is wrong and leaves finite
    /// ones.
    /// </summary>
    [Fact]
    public void After_Fit_all_weights_are_finite_or_it_said_why_not()
    {
        var random = new RandomSource(11);
        var (told, silent) = (0, 0);
        for (var round = 0; round < 150; round++)
        {
            double Size(double most) => Math.Pow(10, most * (random.NextUniform() - (round % 3 == 0 ? 0 : 0.5)));
            var model = new Sequential(seed: round) { new Input([3, 2]) };
            Layer[] layers = [new Flatten(), new Dense(4, "relu"), new Dense(1)];
            if (round % 2 == 0)
                layers = round % 4 == 0 ? [new SimpleRNN(3, "relu"), new Dense(1)] : [new BatchNormalization(),
                    new LSTM(3), new Dense(1)];
            foreach (var layer in layers)
                model.Add(layer);
            var rate = Size(20);
            model.Compile((round % 5) switch
            {
                0 => new SGD(rate),
                1 => new SGD(rate, 0.9) { ClipNorm = 1 },
                2 => new Adam(rate),
                3 => new RMSprop(rate, centered: true),
                _ => new Adagrad(rate) { ClipValue = Size(30) },
            }, round % 7 == 0 ? "mae" : "mse");
            Tensor x = Tensor.Normal([6, 3, 2], seed: round).Scale(Size(35)), y = Tensor.Normal([6, 1], seed: round + 1)
                .Scale(Size(35));
            try
            {
                var history = model.Fit(x, y, batchSize: 2, epochs: 3, verbose: 0);
                Assert.All(history["loss"], loss => Assert.True(double.IsFinite(loss)));
                silent++;
            }
            catch (DataException)
            {
                told++;
            }
            Assert.All(model.GetWeights(), w => Assert.True(double.IsFinite(Magnitude.Largest(w)), $"round {round}"));
        }
        Assert.InRange(told, 20, 130);
        Assert.InRange(silent, 20, 130);
    }
}
