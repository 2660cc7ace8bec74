using LearnDL.Callbacks;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Saving;
using LearnDL.Tensors;
using Tensorboard;

namespace LearnDL.Interop.Tests;

/// <summary>What TensorBoard would read is what the training reported.</summary>
public sealed class TensorBoardTests : IDisposable
{
    const int N = 22, Batches = 4; // 16 samples of training in batches of 4

    readonly string folder = Directory.CreateTempSubdirectory("learndl-").FullName;
    static readonly Tensor x = Tensor.Normal([N, 6], seed: 1);
    static readonly Tensor y = Tensor.From(Enumerable.Range(0, N).Select(i => i * 7 % 11 % 2).ToArray());

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string Train => Path.Combine(folder, "train");

    string Validation => Path.Combine(folder, "validation");

    static Sequential Model(params IEnumerable<Layer> more)
    {
        var model = new Sequential(seed: 3)
        {
            new Dense(5, "relu"), new BatchNormalization(), new Dropout(0.3),
        };
        foreach (var layer in more)
            model.Add(layer);
        model.Add(new Dense(1, "sigmoid"));
        model.Compile(new Adam(new ExponentialDecay(0.05, 3, 0.8)), "binary_crossentropy", ["accuracy"]);
        return model;
    }

    static History Fit(Model model, params Callback[] callbacks) =>
        model.Fit(x, y, batchSize: 4, epochs: 3, verbose: 0, validationSplit: 0.23, callbacks: callbacks);

    [Fact]
    public void The_figures_of_every_epoch_are_the_history()
    {
        var rates = new List<double>();
        var model = Model();
        var history = Fit(model, new TensorBoard(folder),
            new LambdaCallback(onEpochEnd: (_, _) => rates.Add(model.Optimizer.LearningRate)));
        Assert.Equal(["keras", "epoch_loss", "epoch_accuracy", "epoch_learning_rate"], EventReader.Tags(Train));
        foreach (var (tag, key) in new[] { ("epoch_loss", "loss"), ("epoch_accuracy", "accuracy") })
        {
            Assert.Equal(history[key].Select((value, i) => ((long)i, (float)value)), EventReader.Curve(Train, tag));
            Assert.Equal(history["val_" + key].Select((value, i) => ((long)i, (float)value)),
                EventReader.Curve(Validation, tag));
            Assert.Equal(history["val_" + key].Select((value, i) => ((long)(i + 1) * Batches, (float)value)),
                EventReader.Curve(Validation, $"evaluation_{key}_vs_iterations"));
        }
        Assert.Equal(rates.Select((rate, i) => ((long)i, (float)rate)),
            EventReader.Curve(Train, "epoch_learning_rate"));
        Assert.Equal(3, rates.Distinct().Count());
        Assert.Equal(["epoch_accuracy", "epoch_loss", "evaluation_accuracy_vs_iterations",
            "evaluation_loss_vs_iterations"], EventReader.Tags(Validation).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_file_begins_with_its_version_and_a_tag_with_what_shows_it()
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0;
        Fit(Model(), new TensorBoard(folder, histogramFreq: 1, writeImages: true));
        var file = Assert.Single(Directory.GetFiles(Train));
        Assert.Matches(@"^events\.out\.tfevents\.\d{10}\.[A-Za-z0-9-]+\.\d+\.\d+\.v2$", Path.GetFileName(file));
        var events = EventReader.Folder(Train);
        Assert.Equal("brain.Event:2", events[0].FileVersion);
        Assert.All(events, one => Assert.InRange(one.WallTime, before, before + 600));
        Assert.Equal(["brain.Event:2"], events.Select(one => one.FileVersion).Where(text => text.Length > 0));

        foreach (var (tag, plugin, kind, content) in new[]
        {
            ("keras", "graph_keras_model", DataClass.BlobSequence, "1"),
            ("epoch_loss", "scalars", DataClass.Scalar, ""),
            ("dense/kernel/histogram", "histograms", DataClass.Tensor, ""),
            ("dense/kernel/image", "images", DataClass.BlobSequence, ""),
        })
        {
            var values = EventReader.Tag(Train, tag);
            var metadata = values[0].Value.Metadata;
            Assert.Equal((plugin, kind, content), (metadata.PluginData.PluginName, metadata.DataClass,
                metadata.PluginData.Content.ToStringUtf8()));
            Assert.All(values.Skip(1), one => Assert.Null(one.Value.Metadata));
        }
    }

    [Fact]
    public void The_graph_is_the_models_config()
    {
        var model = Model();
        Fit(model, new TensorBoard(folder));
        var (step, value) = Assert.Single(EventReader.Tag(Train, "keras"));
        Assert.Equal(0, step);
        Assert.Equal(DataType.DtString, value.Tensor.Dtype);
        Assert.Equal(model.ToJson(), Assert.Single(value.Tensor.StringVal).ToStringUtf8());
        Directory.Delete(Train, recursive: true);
        Fit(model, new TensorBoard(folder, writeGraph: false));
        Assert.Empty(EventReader.Tag(Train, "keras"));
    }

    sealed class Own : Layer<int>
    {
        public override Tensor Forward(Tensor x, bool training, out int saved) => (saved = 0) == 0 ? x : default;

        public override Tensor Backward(Tensor dy, in int saved) => dy;

        public override Shape ComputeOutputShape(Shape inputShape) => inputShape;
    }

    [Fact]
    public void A_model_that_has_no_config_has_no_graph_and_all_the_rest()
    {
        Fit(Model(new Own()), new TensorBoard(folder));
        Assert.Empty(EventReader.Tag(Train, "keras"));
        Assert.Equal(3, EventReader.Curve(Train, "epoch_loss").Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Figures_of_batches_are_written_as_often_as_asked(int every)
    {
        var (batch, expected) = (0, new List<(string, long, float)>());
        var spy = new LambdaCallback(onTrainBatchEnd: (_, logs) =>
        {
            if (++batch % every == 0)
                expected.AddRange(logs.Select(one => ($"batch_{one.Key}", (long)batch, (float)one.Value)));
        });
        UpdateFrequency frequency = every == 1 ? "batch" : every;
        Fit(Model(), new TensorBoard(folder, updateFreq: frequency), spy);
        Assert.Equal(12 / every * 2, expected.Count);
        Assert.Equal(expected, EventReader.Tags(Train).Where(tag => tag.StartsWith("batch_"))
            .SelectMany(tag => EventReader.Curve(Train, tag).Select(one => (tag, one.Step, one.Value)))
            .OrderBy(one => one.Step).ThenBy(one => one.tag == "batch_accuracy"));
    }

    [Fact]
    public void Histograms_count_every_weight_gradient_and_output()
    {
        var model = Model();
        model.Layers[0].Trainable = false;
        model.Build([-1, 6]);
        Fit(model, new TensorBoard(folder, histogramFreq: 2, samples: x[..7]));
        foreach (var (name, weight) in WeightNames.Of(model))
        {
            var histograms = EventReader.Tag(Train, $"{name}/histogram");
            Assert.Equal([0, 2], histograms.Select(one => one.Step));
            Check(weight.Value, EventReader.Rows(histograms[^1].Value));
            var gradients = EventReader.Tag(Train, $"{name}/gradient/histogram");
            var isTrained = !name.StartsWith("dense/") && !name.Contains("moving");
            Assert.Equal(isTrained ? 2 : 0, gradients.Count);
            if (isTrained)
                Check(weight.Gradient, EventReader.Rows(gradients[^1].Value));
        }
        Assert.Equal(8, WeightNames.Of(model).Count);
        var parts = new Model(model.Inputs, model.Layers[1].Outputs);
        Check(parts.Predict(x[..7]), Last("batch_normalization/output/histogram"));
        Check(model.Predict(x[..7]), Last("dense_1/output/histogram"));
        Assert.Equal(4, EventReader.Tags(Train).Count(tag => tag.EndsWith("/output/histogram")));
    }

    List<(double Left, double Right, double Count)> Last(string tag) =>
        EventReader.Rows(EventReader.Tag(Train, tag)[^1].Value);

    static void Check(Tensor expected, List<(double Left, double Right, double Count)> rows)
    {
        var values = expected.Cast(DType.Float64).ToArray<double>();
        Assert.Equal(values.Length, rows.Sum(row => row.Count));
        Assert.Equal((values.Min(), values.Max()), (rows[0].Left, rows[^1].Right));
        if (values.Min() < values.Max())
            foreach (var value in values) // by a margin, for numbers that lie on an edge
                Assert.Contains(rows, row => row.Count > 0 && value >= row.Left - 1e-9 && value <= row.Right + 1e-9);
    }

    [Fact]
    public void Pictures_are_of_weights()
    {
        var model = new Sequential(seed: 1)
        {
            new Reshape([3, 2, 1]), new Conv2D(3, (2, 2)), new Flatten(), new Dense(1, "sigmoid"),
        };
        model.Compile("sgd", "binary_crossentropy");
        Fit(model, new TensorBoard(folder, histogramFreq: 1, writeImages: true));
        var kernels = EventReader.Tag(Train, "conv2d/kernel/image");
        Assert.Equal([0, 1, 2], kernels.Select(one => one.Step));
        Assert.Equal([3L], kernels[0].Value.Tensor.TensorShape.Dim.Select(dim => dim.Size));
        var parts = kernels[^1].Value.Tensor.StringVal;
        Assert.Equal(("8", "2"), (parts[0].ToStringUtf8(), parts[1].ToStringUtf8())); // 3 tiles of 2 x 2
        var kernel = model.Layers[1].Weights[0].Value.Cast(DType.Float64).ToArray<double>();
        Assert.Equal(WeightPicture.Of(kernel, [2, 2, 1, 3])!.Png, parts[2].ToByteArray());
        Assert.Equal(3, EventReader.Tag(Train, "dense/bias/image").Count);
    }

    [Fact]
    public void An_Evaluate_writes_its_figures_by_iterations()
    {
        var model = Model();
        Fit(model);
        var logs = model.Evaluate(x, y, callbacks: [new TensorBoard(folder)]);
        Assert.Equal([(12L, (float)logs["loss"])], EventReader.Curve(Validation, "evaluation_loss_vs_iterations"));
        Assert.Equal([(12L, (float)logs["accuracy"])],
            EventReader.Curve(Validation, "evaluation_accuracy_vs_iterations"));
        Assert.False(Directory.Exists(Train));
    }

    [Fact]
    public void Steps_per_second_are_written_on_request()
    {
        Fit(Model(), new TensorBoard(folder, writeStepsPerSecond: true, updateFreq: 5));
        foreach (var (tag, steps) in new[] { ("epoch_steps_per_second", new long[] { 0, 1, 2 }),
            ("batch_steps_per_second", [5, 10]) })
        {
            var curve = EventReader.Curve(Train, tag);
            Assert.Equal(steps, curve.Select(point => point.Step));
            Assert.All(curve, point => Assert.InRange(point.Value, 1e-2, 1e7));
        }
    }

    [Fact]
    public void A_training_gives_the_same_bits_with_it()
    {
        Model plain = Model(new Reshape([5, 1]), new GRU(4, dropout: 0.2)),
            watched = Model(new Reshape([5, 1]), new GRU(4, dropout: 0.2));
        var expected = Fit(plain);
        var history = Fit(watched, new TensorBoard(folder, 1, writeImages: true, updateFreq: 1, samples: x));
        Assert.Equal(plain.WeightsHash(), watched.WeightsHash());
        foreach (var key in expected.Keys)
            Assert.Equal(expected[key], history[key]);
    }

    [Fact]
    public void Models_with_branches_show_every_layer()
    {
        Input a = new([6], name: "a"), b = new([6], name: "b");
        var shared = new Dense(3, "tanh", name: "shared");
        var model = new Model(new[] { a, b }, new Dense(1, "sigmoid", name: "out").Apply(
            new Add(name: "sum").Apply(shared.Apply(a), shared.Apply(b))), seed: 1);
        model.Compile("sgd", "binary_crossentropy");
        TensorList both = new[] { x, x };
        model.Fit(both, y, epochs: 1, verbose: 0,
            callbacks: [new TensorBoard(folder, histogramFreq: 1, samples: new[] { x[..2], x[..2] })]);
        Assert.Equal(["out/output/histogram", "shared/output/histogram", "sum/output/histogram"],
            EventReader.Tags(Train).Where(tag => tag.Contains("/output/")).Order(StringComparer.Ordinal));
        Assert.Equal(6, Last("shared/output/histogram").Sum(row => row.Count));
    }

    [Fact]
    public void Two_trainings_in_a_folder_have_files_of_their_own()
    {
        var (model, board) = (Model(), new TensorBoard(folder));
        History first = Fit(model, board), second = Fit(model, board);
        Assert.Equal((2, 2), (Directory.GetFiles(Train).Length, Directory.GetFiles(Validation).Length));
        Assert.Equal([.. first["loss"].Select(loss => (float)loss), .. second["loss"].Select(loss => (float)loss)],
            EventReader.Curve(Train, "epoch_loss").Select(point => point.Value));
    }
}
