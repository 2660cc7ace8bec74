using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>Sizes, rates, weights and names out of range, and methods in the wrong order.</summary>
public sealed class BadSettingTests
{
    static readonly Scene scene = Scene.YesNo;
    static readonly (Tensor X, Tensor Y) data = (scene.X, scene.Y);

    [Fact]
    public void Sizes_and_counts()
    {
        Refused.By<HyperparameterException>(scene, m => m.Fit(data.X, data.Y, batchSize: 0), "BatchSize >= 1", "0");
        Refused.By<HyperparameterException>(scene, m => m.Fit(data.X, data.Y, batchSize: -3), "BatchSize >= 1", "-3");
        Refused.By<HyperparameterException>(scene, m => m.Fit(data.X, data.Y, epochs: 0), "Epochs >= 1");
        Refused.By<HyperparameterException>(scene, m => m.Fit(data.X, data.Y, epochs: -1), "Epochs >= 1", "-1");
        Refused.By<HyperparameterException>(scene, m => m.Fit(data.X, data.Y, initialEpoch: -1), "InitialEpoch >= 0");
        Refused.By<HyperparameterException>(scene, m => m.Fit(data.X, data.Y, validationFreq: 0),
            "ValidationFreq >= 1");
        Refused.By<HyperparameterException>(scene, m => m.Fit(data.X, data.Y, verbose: 3), "Verbose", "3");
        Refused.By<HyperparameterException>(scene, m => m.Evaluate(data.X, data.Y, batchSize: 0), "BatchSize >= 1");
        Refused.By<HyperparameterException>(scene, m => m.Evaluate(data.X, data.Y, verbose: 3),
            "Verbose is out of range", "3");
        Refused.By<HyperparameterException>(scene, m => m.Predict(data.X, batchSize: 0), "BatchSize >= 1");
    }

    [Fact]
    public void Shares_for_validation()
    {
        Refused.By<HyperparameterException>(scene, m => m.Fit(data.X, data.Y, validationSplit: 1.0), "ValidationSplit",
            "[0, 1)", "1");
        Refused.By<HyperparameterException>(scene, m => m.Fit(data.X, data.Y, validationSplit: 20),
            "Did you mean 0.2?");
        Refused.By<HyperparameterException>(scene, m => m.Fit(data.X, data.Y, validationSplit: -0.1), "-0.1");
        Refused.By<HyperparameterException>(scene, m => m.Fit(data.X, data.Y, validationSplit: double.NaN), "NaN");
        Refused.By<DataException>(scene, m => m.Fit(data.X[..5], data.Y[..5], validationSplit: 1e-17),
            "ValidationSplit 1E-17 of 5 samples leaves 0 for validation", "validationData");
        Refused.By<DataException>(scene, m => m.Fit(data.X[..1], data.Y[..1], validationSplit: 0.5),
            "ValidationSplit 0.5 of 1 sample leaves none to train on");
    }

    [Fact]
    public void Class_weights()
    {
        void Fit(Sequential model, ClassWeights classWeight) =>
            model.Fit(data.X, data.Y, verbose: 0, classWeight: classWeight);

        Refused.By<DataException>(scene, m => Fit(m, new() { [0] = 1, [1] = 1, [12] = 1 }),
            "ClassWeight names class 12, but labels are 0..1");
        Refused.By<DataException>(scene, m => Fit(m, new() { [0] = 1, [1] = -2 }), "ClassWeight of class 1", "-2");
        Refused.By<DataException>(scene, m => Fit(m, new() { [0] = 0, [1] = 0 }), "Every sample has weight 0");
        Refused.By<ModelException>(scene, m => m.Fit(data.X, data.Y,
            classWeight: new() { [0] = 1, [1] = 1 }, sampleWeight: Tensor.Ones([40])), "both");
    }

    [Fact]
    public void Sample_weights()
    {
        var weights = Tensor.Ones([40]);
        weights.AsSpan<float>()[9] = -1;
        Refused.By<DataException>(scene, m => m.Fit(data.X, data.Y, sampleWeight: weights), "-1 at row 9");
        Refused.By<DataException>(scene, m => m.Evaluate(data.X, data.Y, sampleWeight: weights), "-1 at row 9");
        Refused.By<DataException>(scene, m => m.Fit(data.X, data.Y, validationData: (data.X, data.Y, weights)),
            "-1 at row 9");
        weights.AsSpan<float>()[9] = float.NaN;
        Refused.By<DataException>(scene, m => m.TrainOnBatch(data.X, data.Y, weights), "NaN at row 9");
        Refused.By<DataException>(scene, m => m.Fit(data.X, data.Y, sampleWeight: Tensor.Zeros([40])),
            "Every sample has weight 0", "no loss can be computed");
        Refused.By<ShapeException>(scene, m => m.Fit(data.X, data.Y, sampleWeight: Tensor.Ones([40, 2])),
            "(40,)", "(40, 2)");
    }

    [Theory]
    [InlineData(-0.001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Learning_rates(double rate)
    {
        foreach (var optimizer in new Func<Optimizer>[] { () => new SGD(rate), () => new Adagrad(rate),
            () => new RMSprop(rate), () => new Adam(rate), () => new Adadelta(rate), () => new Adamax(rate),
            () => new Nadam(rate), () => new AdamW(rate), () => new Lion(rate), () => new Ftrl(rate) })
            Refused.Says<HyperparameterException>(() => optimizer(), ".LearningRate", "a finite number >= 0", $"{rate}",
                "negative rate would climb the loss");
        Refused.By<HyperparameterException>(scene, m => m.Optimizer.LearningRate = rate,
            "Adam.LearningRate", $"{rate}");
    }

    /// <summary>A rate of 0 is one: the model is measured, its gradients are computed, and nothing moves.</summary>
    [Fact]
    public void A_learning_rate_of_0_moves_nothing()
    {
        Optimizer[] optimizers =
        [
            new SGD(0), new SGD(0, momentum: 0.9), new Adagrad(0), new RMSprop(0, momentum: 0.9), new Adam(0),
            new Adadelta(0), new Adamax(0), new Nadam(0), new AdamW(0), new Lion(0), new Ftrl(0),
        ];
        foreach (var optimizer in optimizers)
        {
            var model = scene.Model(optimizer: optimizer);
            var before = model.WeightsHash();
            model.Fit(data.X, data.Y, epochs: 2, verbose: 0);
            Assert.Equal(before, model.WeightsHash());
            model.Optimizer.LearningRate = 0.1;
            model.Fit(data.X, data.Y, verbose: 0);
            Assert.NotEqual(before, model.WeightsHash());
        }
    }

    [Fact]
    public void Settings_of_optimizers()
    {
        Refused.Says<HyperparameterException>(() => _ = new Adam(beta1: 1), "Adam: beta1", "[0, 1)", "1");
        Refused.Says<HyperparameterException>(() => _ = new Adam(beta2: -0.5), "Adam: beta2");
        Refused.Says<HyperparameterException>(() => _ = new Adam(epsilon: 0), "Adam: epsilon");
        Refused.Says<HyperparameterException>(() => _ = new SGD(momentum: -1), "SGD: momentum", "-1");
        Refused.Says<HyperparameterException>(() => _ = new RMSprop(rho: 9), "RMSprop: rho", "Did you mean 0.9?");
        Refused.Says<HyperparameterException>(() => _ = new RMSprop(momentum: double.NaN), "RMSprop: momentum");
        Refused.Says<HyperparameterException>(() => _ = new Adagrad(initialAccumulatorValue: -1),
            "Adagrad: initialAccumulatorValue");
        Refused.Says<HyperparameterException>(() => _ = new AdamW(beta1: 1), "AdamW: beta1");
        Refused.Says<HyperparameterException>(() => _ = new Adadelta(rho: 1), "Adadelta: rho");
        Refused.Says<HyperparameterException>(() => _ = new Adadelta(epsilon: 0), "Adadelta: epsilon");
        Refused.Says<HyperparameterException>(() => _ = new Adamax(beta1: 1), "Adamax: beta1");
        Refused.Says<HyperparameterException>(() => _ = new Adamax(beta2: 1), "Adamax: beta2");
        Refused.Says<HyperparameterException>(() => _ = new Adamax(epsilon: -1), "Adamax: epsilon");
        Refused.Says<HyperparameterException>(() => _ = new Nadam(beta1: 1), "Nadam: beta1");
        Refused.Says<HyperparameterException>(() => _ = new Nadam(beta2: -1), "Nadam: beta2");
        Refused.Says<HyperparameterException>(() => _ = new Nadam(epsilon: 0), "Nadam: epsilon");
        Refused.Says<HyperparameterException>(() => _ = new Lion(beta1: 0), "Lion: beta1", "(0, 1]");
        Refused.Says<HyperparameterException>(() => _ = new Lion(beta2: 1), "Lion: beta2");
        Refused.Says<HyperparameterException>(() => _ = new Ftrl(learningRatePower: 0.5), "Ftrl: learningRatePower");
        Refused.Says<HyperparameterException>(() => _ = new Ftrl(initialAccumulatorValue: -1), "initialAccumulator");
        Refused.Says<HyperparameterException>(() => _ = new Ftrl(l1RegularizationStrength: -1), "Ftrl: l1");
        Refused.Says<HyperparameterException>(() => _ = new Ftrl(l2RegularizationStrength: -1), "Ftrl: l2Regul");
        Refused.Says<HyperparameterException>(() => _ = new Ftrl(l2ShrinkageRegularizationStrength: -1),
            "Ftrl: l2Shrinkage");
        Refused.Says<HyperparameterException>(() => _ = new Ftrl(beta: -1), "Ftrl: beta");
        Refused.Says<HyperparameterException>(() => _ = new SGD { ClipNorm = -1 }, "SGD.ClipNorm", "-1");
        Refused.Says<HyperparameterException>(() => _ = new SGD { GlobalClipNorm = double.NaN },
            "SGD.GlobalClipNorm", "NaN");
        Refused.Says<HyperparameterException>(() => _ = new Adam { ClipValue = 0 }, "Adam.ClipValue", "Leave it out");
    }

    [Fact]
    public void Settings_of_layers()
    {
        Refused.Says<HyperparameterException>(() => _ = new Dense(0), "Dense: units", "units >= 1", "0");
        Refused.Says<HyperparameterException>(() => _ = new Dense(-3, name: "wide"), "Dense 'wide': units", "-3");
        Refused.Says<HyperparameterException>(() => _ = new Dropout(1.5, name: "drop_1"), "Dropout 'drop_1': rate",
            "[0, 1)", "1.5", "Did you mean 0.15?");
        Refused.Says<HyperparameterException>(() => _ = new Dropout(-0.1), "-0.1");
        Refused.Says<HyperparameterException>(() => _ = new Dropout(1), "[0, 1)");
        Refused.Says<HyperparameterException>(() => _ = new Dropout(double.NaN), "NaN");
    }

    [Fact]
    public void Names()
    {
        Refused.Says<UnknownNameException>(() => _ = new Dense(3, "rellu"), "No activation is named 'rellu'", "softmax",
            "Nearest: 'relu'", "'elu'", "'selu'");
        Refused.Says<UnknownNameException>(() => _ = new Activation("Softmx"), "Nearest: 'softmax'");
        Refused.Says<UnknownNameException>(() => _ = new Dense(3, kernelInitializer: "gloro_uniform"), "No initializer",
            "Nearest: 'glorot_uniform'");
        var model = scene.Model();
        Refused.Says<UnknownNameException>(() => model.Compile("adma", "mse"), "No optimizer is named 'adma'",
            "sgd, adagrad, adadelta, rmsprop, adam, adamax, nadam, adamw, lion, ftrl", "Nearest: 'adam'");
        Refused.Says<UnknownNameException>(() => model.Compile("adam", "binary_cross_entropy"), "No loss",
            "Nearest: 'binary_crossentropy'");
        Refused.Says<UnknownNameException>(() => model.Compile("adam", "MSEE"), "Nearest: 'mse'");
        Refused.Says<UnknownNameException>(() => model.Compile("adam", "mse", ["acuracy"]), "No metric",
            "Nearest: 'accuracy'");
    }

    [Fact]
    public void Fit_or_Evaluate_before_Compile()
    {
        var model = new Sequential("net", seed: 1) { new Dense(1) };
        Refused.Says<ModelException>(() => model.Fit(data.X, data.Y), "Model 'net'", "Compile(optimizer, loss)",
            "no Compile");
        Refused.Says<ModelException>(() => model.Evaluate(data.X, data.Y), "Compile");
        Refused.Says<ModelException>(() => model.TrainOnBatch(data.X, data.Y), "Compile");
        Refused.Says<ModelException>(() => _ = model.Optimizer, "Compile");
        Refused.Says<ModelException>(() => _ = model.OutputShape, "Model 'net' is not built yet", "Input");
        Assert.False(model.IsBuilt);

        model.Compile("adam");
        Refused.Says<ModelException>(() => model.Fit(data.X, data.Y), "without a loss");
        Assert.Equal<Shape>([40, 1], model.Predict(data.X).Shape);
    }

    [Fact]
    public void No_layers()
    {
        var model = new Sequential("empty");
        model.Compile("adam", "mse");
        Refused.Says<ModelException>(() => model.Fit(data.X, data.Y), "Model 'empty' has no layers");
        Refused.Says<ModelException>(() => model.Predict(data.X), "no layers");
        Refused.Says<ModelException>(() => model.Build([-1, 4]), "no layers");
    }

    [Fact]
    public void The_same_name_or_the_same_layer_twice()
    {
        Refused.Says<ModelException>(() =>
            _ = new Sequential { new Dense(1, name: "dense"), new ReLU(), new Dense(2, name: "dense") },
            "Layer name 'dense' is used twice", "positions 1 and 3");
        var layer = new Dense(3, name: "both");
        Refused.Says<ModelException>(() => _ = new Sequential("net") { layer, new ReLU(), layer },
            "layer 'both' (Dense) is in model 'net' already", "positions 1 and 3");
    }

    [Fact]
    public void Nothing_to_train()
    {
        var frozen = scene.Model();
        foreach (var layer in frozen.Layers)
            layer.Trainable = false;
        Refused.Says<ModelException>(() => frozen.Fit(data.X, data.Y), "Nothing to train",
            "2 layers, all frozen", "Trainable = true");

        var empty = new Sequential { new Flatten(), new ReLU() };
        empty.Compile("adam", "mse");
        Refused.Says<ModelException>(() => empty.Fit(data.X, data.X), "Nothing to train");
    }

    [Fact]
    public void Trainable_changed_or_a_layer_added_after_training_began()
    {
        Refused.By<ModelException>(scene, model =>
        {
            model.Layers[0].Trainable = false;
            try
            {
                model.Fit(data.X, data.Y);
            }
            finally
            {
                model.Layers[0].Trainable = true;
            }
        }, "trainable weights of model 'net'", "Compile again");

        var grown = scene.Model();
        grown.Fit(data.X, data.Y, verbose: 0);
        grown.Add(new Dense(1, "sigmoid"));
        Refused.Says<ModelException>(() => grown.Fit(data.X, data.Y), "Compile again");
        grown.Compile("adam", "binary_crossentropy");
        grown.Fit(data.X, data.Y, verbose: 0);
    }

    [Fact]
    public void One_optimizer_for_two_models()
    {
        var adam = new Adam();
        Sequential first = scene.Model(optimizer: adam), second = scene.Model(optimizer: adam);
        first.Fit(data.X, data.Y, verbose: 0);
        Refused.Says<ModelException>(() => second.Fit(data.X, data.Y), "already belongs to a model", "new Adam()");
    }
}
