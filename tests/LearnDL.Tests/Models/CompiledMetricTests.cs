using LearnDL.Callbacks;
using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Metrics;
using LearnDL.Models;
using LearnDL.Tensors;
using LearnDL.Tests.Golden;

namespace LearnDL.Tests.Models;

/// <summary>
/// Metrics as objects, metrics of one's own, and metrics that count sample weights, given to Compile.
/// </summary>
public sealed class CompiledMetricTests
{
    static readonly Tensor x = Tensor.Normal([60, 3], seed: 1, dtype: DType.Float64),
        y = x[.., ..1].Add(Tensor.Normal([60, 1], seed: 2, dtype: DType.Float64)).Positive(),
        w = Tensor.Uniform([60], 0, 2, seed: 3, dtype: DType.Float64);

    static Sequential Model(string activation = "sigmoid")
    {
        var model = new Sequential(seed: 4, dtype: DType.Float64) { new Input([3]), new Dense(1, activation) };
        return model;
    }

    [Fact]
    public void Names_and_objects_stand_side_by_side()
    {
        var auc = new AUC(curve: "PR", name: "area");
        var model = Model();
        model.Compile("sgd", "binary_crossentropy", ["accuracy", auc, new Precision(0.4), "recall"]);
        var logs = model.Evaluate(x, y, batchSize: 7);
        Assert.Equal(["loss", "accuracy", "area", "precision", "recall"], logs.Keys);

        var p = model.Predict(x);
        Metric[] alone = ["accuracy", new AUC(curve: "PR", name: "area"), new Precision(0.4), "recall"];
        foreach (var metric in alone)
        {
            metric.Update(y, p);
            Assert.Equal(metric.Result, logs[metric.Name], 1e-12);
            Assert.NotEqual(0, logs[metric.Name]);
        }
        Assert.Equal(logs["area"], auc.Result); // the object has the last figure
    }

    [Fact]
    public void Every_epoch_and_every_test_begins_again()
    {
        var model = Model();
        var auc = new AUC();
        model.Compile(new LearnDL.Optimizers.SGD(1e-9), "binary_crossentropy", [auc, new R2Score()]);
        var history = model.Fit(x, y, epochs: 3, verbose: 0, validationData: new(x, y));
        var once = model.Evaluate(x, y);
        foreach (var key in new[] { "auc", "r2_score" })
        {
            Assert.All(history[key], figure => Assert.Equal(once[key], figure, 1e-6));
            Assert.All(history["val_" + key], figure => Assert.Equal(once[key], figure, 1e-6));
        }
        Assert.Equal(once, model.Evaluate(x, y));
        Assert.Equal(once["auc"], model.TrainOnBatch(x, y)["auc"], 1e-6);
    }

    [Fact]
    public void Weighted_metrics_count_sample_weights_and_others_do_not()
    {
        var model = Model();
        model.Compile("sgd", "binary_crossentropy", ["mse", new Recall()],
            ["mse", new Recall(name: "by_weight"), "auc"]);
        var logs = model.Evaluate(x, y, batchSize: 11, sampleWeight: w);
        var p = model.Predict(x);

        Assert.Equal(["loss", "mse", "recall", "weighted_mse", "by_weight", "auc"], logs.Keys);
        foreach (var (key, metric, weights) in new (string, Metric, Tensor)[]
        {
            ("mse", "mse", default), ("recall", new Recall(), default),
            ("weighted_mse", "mse", w), ("by_weight", new Recall(), w), ("auc", "auc", w),
        })
        {
            metric.Update(y, p, weights);
            Assert.Equal(metric.Result, logs[key], 1e-12);
        }
        Assert.NotEqual(logs["mse"], logs["weighted_mse"], 1e-3);
        Assert.Equal(logs["mse"], model.Evaluate(x, y)["weighted_mse"], 1e-12);
    }

    [Fact]
    public void Class_weights_are_weights_of_samples_for_weighted_metrics()
    {
        Sequential byClass = Model(), bySample = Model();
        foreach (var model in new[] { byClass, bySample })
            model.Compile("sgd", "binary_crossentropy", [], ["binary_accuracy"]);
        var classWeight = new Dictionary<int, double> { [0] = 0.25, [1] = 3 };
        var expected = bySample.TrainOnBatch(x, y, y.Affine(2.75, 0.25).Reshape(-1));
        Assert.Equal(expected, byClass.TrainOnBatch(x, y, classWeight: classWeight));
    }

    /// <summary>Of time steps that are not masked, each counts its sample's weight.</summary>
    [Fact]
    public void Weights_are_masked()
    {
        var ids = Tensor.From(new[,] { { 1, 2, 0, 0 }, { 3, 3, 1, 4 }, { 4, 0, 0, 0 } });
        var targets = Tensor.Normal([3, 4, 1], seed: 8, dtype: DType.Float64);
        var model = new Sequential(seed: 3, dtype: DType.Float64)
        {
            new Input([4]), new Embedding(5, 3, "normal", maskZero: true), new Dense(1)
        };
        model.Compile("sgd", "mse", [], ["mae"]);
        double[] weights = [0.5, 2, 3];
        var got = model.Evaluate(ids, targets, batchSize: 2, sampleWeight: Tensor.From(weights))["mae"];

        var p = model.Predict(ids);
        var (sum, count) = (0.0, 0.0);
        for (var n = 0; n < 3; n++)
            for (var t = 0; t < 4; t++)
                if (ids.At(n, t) != 0)
                {
                    sum += weights[n] * Math.Abs(p.At(n, t, 0) - targets.At(n, t, 0));
                    count += weights[n];
                }
        Near.Same([sum / count], [got], "mae");
    }

    /// <summary>The largest error so far.</summary>
    sealed class LargestError() : Metric("largest_error")
    {
        double largest;

        public override bool LargerIsBetter => false;

        public override double Result => largest;

        public override void Reset() => largest = 0;

        protected override void Add(Tensor y, Tensor p, Tensor weights) =>
            largest = Math.Max(largest, y.Cast(p.DType).Reshape(p.Shape).Subtract(p).Abs().Max().Item());
    }

    sealed class ShareOfYes() : MeanMetric("share_of_yes")
    {
        public override bool LargerIsBetter => true;

        protected override Tensor RowValues(Tensor y, Tensor p) => p.Shift(-0.5).Positive().Mean(-1).Reshape(-1);
    }

    [Fact]
    public void A_metric_of_ones_own()
    {
        var model = Model();
        model.Compile("sgd", "binary_crossentropy", [new LargestError(), new ShareOfYes()]);
        var logs = model.Evaluate(x, y, batchSize: 7);
        var p = model.Predict(x);
        Assert.Equal(y.Subtract(p).Abs().Max().Item(), logs["largest_error"], 1e-12);
        Assert.Equal(p.ToArray<double>().Count(value => value > 0.5) / 60.0, logs["share_of_yes"], 1e-12);
        var stopping = new EarlyStopping("val_share_of_yes", patience: 1);
        model.Fit(x, y, epochs: 2, verbose: 0, validationSplit: 0.2, callbacks: [stopping]);
    }

    sealed class ShareOfRight() : MeanMetric("share_of_right")
    {
        public override bool LargerIsBetter => true;

        protected override Tensor RowValues(Tensor y, Tensor p) =>
            p.ArgMax().Equal(y.Cast(DType.Int32)).Cast(DType.Float32);
    }

    /// <summary>As in Keras, a metric of one's own says itself what it takes.</summary>
    [Fact]
    public void A_metric_of_ones_own_takes_class_numbers()
    {
        Tensor labels = new[] { 0, 1, 2, 2, 1, 0, 0, 1, 2 };
        var model = new Sequential([new Input([4]), new Dense(3, "softmax")], seed: 1);
        model.Compile("sgd", "sparse_categorical_crossentropy", [new ShareOfRight(), "accuracy"]);
        var logs = model.Evaluate(Tensor.Normal([9, 4], seed: 3), labels, batchSize: 2);
        Assert.Equal(logs["accuracy"], logs["share_of_right"]);
        Refused.Says<ShapeException>(() => new ShareOfRight().Update(labels[..8], Tensor.Ones([9, 3])),
            "(9,)", "(8,)", "every sample");
        Refused.Says<ShapeException>(() => new RootMeanSquaredError().Update(labels, Tensor.Ones([9, 3])), "(9, 3)");
    }

    [Fact]
    public void Figures_of_one_name_are_refused()
    {
        var model = Model();
        Refused.Says<ModelException>(() => model.Compile("sgd", "mse", [new AUC(), new AUC(curve: "PR")]),
            "named 'auc'", "name: \"another\"");
        Refused.Says<ModelException>(() => model.Compile("sgd", "mse", [new AUC()], [new AUC()]), "named 'auc'");
        Refused.Says<ModelException>(() => model.Compile("sgd", "mse", [new AUC(name: "loss")]), "named 'loss'");
        Refused.Says<UnknownNameException>(() => model.Compile("sgd", "mse", ["mae"], ["aucc"]), "'aucc'", "'auc'");
    }

    [Fact]
    public void By_name_scores_are_read_as_what_they_stand_for()
    {
        string[] names = ["precision", "recall", "auc"];
        Sequential probabilities = Model(), scores = Model("linear");
        probabilities.Compile("sgd", "binary_crossentropy", names);
        scores.Compile("sgd", new BinaryCrossentropy(fromLogits: true), names);
        scores.SetWeights(probabilities.GetWeights());
        var (want, got) = (probabilities.Evaluate(x, y), scores.Evaluate(x, y));
        Assert.All(names, name => Assert.Equal(want[name], got[name], 1e-9));
        Assert.Empty(scores.Warnings);

        scores.Compile("sgd", new BinaryCrossentropy(fromLogits: true), [new AUC(), new Precision(), new Recall(0)]);
        scores.Evaluate(x, y);
        Assert.Equal(["\"auc\"", "\"precision\""], scores.Warnings.Select(warning => warning.Split(' ')[0]));
    }

    [Fact]
    public void Smoothed_labels_are_for_learning_and_the_metric_shows_what_they_cost()
    {
        var model = Model();
        model.Compile("sgd", new BinaryCrossentropy(labelSmoothing: 0.2),
            ["binary_crossentropy", "crossentropy", "ce"]);
        var logs = model.Evaluate(x, y);
        var p = model.Predict(x);
        Assert.Equal(new BinaryCrossentropy(labelSmoothing: 0.2).Value(y, p), logs["loss"], 1e-12);
        Assert.Equal(new BinaryCrossentropy().Value(y, p), logs["binary_crossentropy"], 1e-12);
        Assert.Equal(logs["binary_crossentropy"], logs["crossentropy"]);
        Assert.Equal(logs["binary_crossentropy"], logs["ce"]);
        Assert.NotEqual(logs["loss"], logs["ce"], 1e-3);
    }

    [Theory]
    [InlineData("f1_score", "every answer is a yes")]
    [InlineData("sparse_top_k_categorical_accuracy", "always true")]
    public void A_figure_that_says_nothing_is_warned_of(string name, string warning)
    {
        var model = Model();
        model.Compile("sgd", "binary_crossentropy", [name]);
        var labels = name == "f1_score" ? y : Tensor.Zeros([60, 1], DType.Float64);
        model.Evaluate(x, labels);
        Assert.Contains(warning, Assert.Single(model.Warnings));
    }
}
