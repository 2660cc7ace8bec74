using FsCheck.Xunit;
using LearnDL.Data;
using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Metrics;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>Numbers are taken for classes only where they are classes.</summary>
public sealed class TargetMeaningTests
{
    static Sequential Model(int units, string activation, Loss loss, params string[] metrics)
    {
        var model = new Sequential(seed: 1)
        {
            new Input([2]), new Dense(units, activation, kernelInitializer: "zeros")
        };
        model.Compile(new SGD(1e-30), loss, metrics);
        return model;
    }

    static readonly Dictionary<int, double> weights = new() { [0] = 1, [1] = 10, [2] = 100 };

    static double Weighted(Sequential model, Tensor y, Dictionary<int, double>? classWeight = null) =>
        model.TrainOnBatch(Tensor.Ones([y.Shape[0], 2]), y, classWeight: classWeight ?? weights)["loss"];

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(0.5f, 0.5f, 0)]
    [InlineData(0.9f, 0.05f, 0.05f)]
    [InlineData(1, 0.2f, 0)]
    public void Class_weights_need_exactly_one_1_a_row(float a, float b, float c)
    {
        var y = Tensor.From(new[,] { { 0, 1, 0 }, { a, b, c } });
        string[] words = ["one label per sample", "at row 1", "sampleWeight"];
        var (binary, categorical) = (Model(3, "sigmoid", "binary_crossentropy"),
            Model(3, "softmax", "categorical_crossentropy"));
        Refused.Says<ModelException>(() => Weighted(binary, y), words);
        Refused.Says<ModelException>(() => categorical.Fit(Tensor.Ones([2, 2]), y, verbose: 0, classWeight: weights),
            words);
    }

    [Theory]
    [InlineData(0.9f, "sampleWeight")]
    [InlineData(0.1f, "sampleWeight")]
    [InlineData(-1, "Map the labels")]
    public void Class_weights_need_whole_numbers(float label, string fix)
    {
        var two = new Dictionary<int, double> { [0] = 1, [1] = 10 };
        foreach (var y in new[] { Tensor.Of(1, label), Tensor.Of(1, label).ExpandDims() })
            Refused.Says<DataException>(() => Weighted(Model(1, "linear", "mse"), y, two),
                "labels that are classes", "0..1", $"{label} at row 1", fix);
        var binary = Model(1, "sigmoid", "binary_crossentropy");
        if (label > 0)
            Refused.Says<DataException>(() => Weighted(binary, Tensor.Of(1, label), two), $"{label} at row 1");
    }

    [Fact]
    public void Class_weights_of_classes_in_every_form()
    {
        var labels = Tensor.From([2, 0, 1]);
        var expected = Math.Log(3) * (100 + 1 + 10) / 3;
        foreach (var y in new[] { labels, labels.ExpandDims(), labels.Cast(DType.UInt8), labels.Cast(DType.Float32) })
            Assert.Equal(expected, Weighted(Model(3, "softmax", "sparse_categorical_crossentropy"), y), 1e-4);
        var oneHot = Scene.Eye(3).Gather([2, 0, 1]);
        foreach (var y in new[] { oneHot, oneHot.Cast(DType.UInt8), oneHot.Cast(DType.Float64) })
            Assert.Equal(expected, Weighted(Model(3, "softmax", "categorical_crossentropy"), y), 1e-4);
        var binary = Model(1, "sigmoid", "binary_crossentropy");
        Assert.Equal(Math.Log(2) * 5.5, Weighted(binary, Tensor.From([1, 0]), new() { [0] = 1, [1] = 10 }), 1e-5);
    }

    /// <summary>Whatever rows are drawn: weighted where all are one-hot, refused where one is not.</summary>
    [Property(MaxTest = 200)]
    public void Class_weights_take_one_hot_rows_and_no_others(int seed)
    {
        var random = new RandomSource(seed);
        int n = 1 + random.NextInt(6), k = 2 + random.NextInt(3);
        var y = Scene.Eye(k).Gather([.. Enumerable.Range(0, n).Select(_ => random.NextInt(k))]);
        var classWeight = Enumerable.Range(0, k).ToDictionary(c => c, c => 1.0 + c);
        var isSpoiled = random.NextInt(2) == 0;
        var sum = y.ArgMax().ToArray<int>().Sum(c => classWeight[c]);
        if (isSpoiled)
        {
            var at = random.NextInt(n * k);
            y.AsSpan<float>()[at] = y.ValueAt(at) == 1 ? random.NextInt(2) * 0.5f : 0.25f + 0.75f * random.NextInt(2);
        }
        var model = Model(k, "sigmoid", "binary_crossentropy");
        if (isSpoiled)
            Refused.Says<ModelException>(() => Weighted(model, y, classWeight), "one label per sample");
        else
            Assert.Equal(Math.Log(2) * sum / n, Weighted(model, y, classWeight), 1e-4);
    }

    [Property(MaxTest = 50)]
    public void A_stratified_split_takes_one_hot_rows_for_the_classes_they_are(int seed)
    {
        var random = new RandomSource(seed);
        int n = 10 + random.NextInt(30), k = 2 + random.NextInt(3);
        var labels = Enumerable.Range(0, n).Select(_ => random.NextInt(k)).ToArray();
        var oneHot = Scene.Eye(k).Gather(labels);
        var expected = Split.Stratified(Tensor.From(labels), 0.3, seed);
        var got = Split.Stratified(oneHot, 0.3, seed);

        Assert.Equal(expected.Train, got.Train);
        Assert.Equal(expected.Test, got.Test);
        Assert.Equal(expected.Train, Split.Stratified(Tensor.From(labels).ExpandDims(), 0.3, seed).Train);
        oneHot.AsSpan<float>()[random.NextInt(n) * k + random.NextInt(k)] = 0.5f;
        Refused.Says<DataException>(() => Split.Stratified(oneHot, 0.3, seed), "one class per sample",
            "names no single class");
    }

    /// <summary>What is said of targets, once, by a model that has a single cause to say something.</summary>
    static string Warning(Sequential model, Tensor y) => Assert.Single(Warnings(model, y));

    static IReadOnlyList<string> Warnings(Sequential model, Tensor y)
    {
        model.Evaluate(Tensor.Ones([y.Shape[0], 2]), y);
        model.Evaluate(Tensor.Ones([y.Shape[0], 2]), y); // said once
        return model.Warnings;
    }

    [Fact]
    public void Accuracy_of_labels_that_go_together_is_Kerass_and_is_warned_of()
    {
        var multi = new Sequential(seed: 1) { new Input([3]), new Dense(3, "sigmoid", useBias: false) };
        multi.Compile("sgd", "binary_crossentropy", ["accuracy", "binary_accuracy"]);
        multi.SetWeights([Scene.Eye(3)]);
        var logs = multi.Evaluate(Tensor.From(new float[,] { { 1, 2, -3 } }),
            Tensor.From(new float[,] { { 1, 1, 0 } }));

        Assert.Equal(0, logs["accuracy"]);
        Assert.Equal(1, logs["binary_accuracy"]);
        var warning = Assert.Single(multi.Warnings);
        Assert.All(["\"accuracy\"", "rows with several classes", "\"binary_accuracy\""],
            word => Assert.Contains(word, warning));
    }

    [Fact]
    public void Accuracy_of_numbers_is_warned_of()
    {
        var warning = Warning(Model(1, "linear", "mse", "accuracy"), Tensor.Of(21.5f, 30));
        Assert.All(["\"accuracy\"", "neither 1 nor 0", "\"mae\""], word => Assert.Contains(word, warning));
        Assert.Contains("-1 and 1", Warning(Model(1, "tanh", "mse", "binary_accuracy"), Tensor.Of(-1, 1)));
        Assert.Contains("not shares of classes",
            Warning(Model(2, "linear", "mse", "accuracy"), Tensor.From(new[,] { { 21.5f, 3 } })));
        Assert.Contains("not whole numbers 0..1",
            Warning(Model(1, "linear", "mse", "sparse_categorical_accuracy"), Tensor.Of(21.5f, 3)));
        Assert.Contains("neither 1 nor 0",
            Warning(Model(1, "sigmoid", "binary_crossentropy", "accuracy"), Tensor.Of(0.9f, 0.1f)));
    }

    [Fact]
    public void Metrics_on_the_targets_they_are_for_are_not_warned_of()
    {
        var oneHot = Scene.Eye(3).Gather([2, 0, 1]);
        Assert.Empty(Warnings(Model(1, "sigmoid", "binary_crossentropy", "accuracy", "binary_accuracy", "mae"),
            Tensor.Of(0, 1)));
        Assert.Empty(Warnings(Model(1, "sigmoid", "mse", "accuracy"), Tensor.From([0, 1]).Cast(DType.UInt8)));
        Assert.Empty(Warnings(Model(3, "sigmoid", "binary_crossentropy", "accuracy"), oneHot));
        Tensor multi = Tensor.From(new float[,] { { 1, 1, 0 }, { 0, 0, 0 } }),
            smoothed = Tensor.From(new[,] { { 0.9f, 0.05f, 0.05f } });
        Assert.Empty(Warnings(Model(3, "sigmoid", "binary_crossentropy", "binary_accuracy"), multi));
        Assert.Empty(Warnings(Model(3, "softmax", "categorical_crossentropy", "accuracy"), smoothed));
        Assert.Empty(
            Warnings(Model(3, "softmax", "categorical_crossentropy", "accuracy", "categorical_accuracy"), oneHot));
        Assert.Empty(Warnings(Model(3, "softmax", "categorical_crossentropy", "accuracy"), oneHot.Cast(DType.UInt8)));
        Assert.Empty(Warnings(Model(3, "softmax", "sparse_categorical_crossentropy", "accuracy"), Tensor.From([2, 0])));
    }

    [Theory]
    [InlineData(1, 1, 0, "several classes")]
    [InlineData(0, 0, 0, "without any class")]
    [InlineData(0.9f, 0.9f, 0, "do not sum to 1")]
    [InlineData(-1, 1, 1, "not shares")]
    [InlineData(5, 0, -4, "not shares")]
    public void Categorical_crossentropy_warns_of_rows_that_are_no_shares(float a, float b, float c, string said)
    {
        var warning = Warning(Model(3, "softmax", "categorical_crossentropy"),
            Tensor.From(new[,] { { 0, 1, 0 }, { a, b, c } }));
        Assert.All([said, "binary_crossentropy"], word => Assert.Contains(word, warning));
    }

    [Fact]
    public void A_row_of_zeros_among_the_steps_of_a_sequence_is_padding()
    {
        var model = new Sequential(seed: 1) { new Input([2, 2]), new Dense(3, "softmax") };
        model.Compile("sgd", "categorical_crossentropy", ["accuracy"]);
        model.Evaluate(Tensor.Ones([1, 2, 2]), Tensor.From(new float[,,] { { { 0, 1, 0 }, { 0, 0, 0 } } }));
        Assert.Empty(model.Warnings);
    }

    [Theory]
    [InlineData(1.5f)]
    [InlineData(0.9f)]
    [InlineData(2)]
    [InlineData(-1)]
    public void A_label_that_is_no_class_is_never_right(float label)
    {
        var metric = new SparseCategoricalAccuracy();
        metric.Update(Tensor.Of(1, label),
            Tensor.From(new float[,] { { 0, 1 }, { label > 1 ? 0 : 1, label > 1 ? 1 : 0 } }));
        Assert.Equal(0.5, metric.Result);
    }

    /// <summary>Samples that are sorted by class: the last part has classes that the first has none of.</summary>
    [Fact]
    public void Classes_that_only_validation_has_are_warned_of()
    {
        var sorted = Enumerable.Range(0, 12).Select(i => i / 4).ToArray();
        var oneHot = Scene.Eye(3).Gather(sorted);
        var warning = Assert.Single(Held(3, "softmax", "sparse_categorical_crossentropy", Tensor.From(sorted), 0.34));
        Assert.All(["4 targets of class 2", "sorted by class", "Split.Stratified"],
            word => Assert.Contains(word, warning));
        Assert.Contains("4 targets of class 2",
            Assert.Single(Held(3, "softmax", "categorical_crossentropy", oneHot, 0.33)));
        Assert.Contains("4 targets of class 2", Assert.Single(Held(3, "sigmoid", "binary_crossentropy", oneHot, 0.33)));
        var yesOrNo = Tensor.From([.. sorted.Select((_, i) => i / 9)]);
        Assert.Contains("3 targets of class 1",
            Assert.Single(Held(1, "sigmoid", "binary_crossentropy", yesOrNo, 0.25)));
        Assert.Empty(Held(3, "softmax", "sparse_categorical_crossentropy", Tensor.From(sorted), 0.1));
        Assert.Empty(Held(1, "linear", "mse", Tensor.From(sorted), 0.33));

        static IReadOnlyList<string> Held(int units, string activation, Loss loss, Tensor y, double share)
        {
            var model = Model(units, activation, loss);
            model.Fit(Tensor.Ones([12, 2]), y, verbose: 0, validationSplit: share);
            return model.Warnings;
        }
    }

    [Fact]
    public void Class_numbers_of_as_many_steps_as_classes_are_numbers()
    {
        var model = new Sequential(seed: 1) { new Input([3, 2]), new Dense(3, "softmax") };
        model.Compile("sgd", "sparse_categorical_crossentropy");
        Tensor y = Tensor.From(new[,] { { 0, 1, 0 }, { 1, 0, 0 } }), held = Tensor.From(new[,] { { 1, 2, 2 } });
        model.Fit(Tensor.Ones([2, 3, 2]), y, verbose: 0, validationData: (Tensor.Ones([1, 3, 2]), held));
        Assert.Contains("2 targets of class 2", Assert.Single(model.Warnings));
    }
}
