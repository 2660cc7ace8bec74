using FsCheck.Xunit;
using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Metrics;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>Metrics and classes of a model that gives scores are those of its twin that gives probabilities.</summary>
public sealed class OutputMeaningTests
{
    static Sequential Model(int inputs, int units, string? activation, Loss loss, params string[] metrics)
    {
        var last = new Dense(units, activation ?? "linear", kernelInitializer: "random_normal");
        var model = new Sequential(seed: 3, dtype: DType.Float64) { new Input([inputs]), last };
        model.Compile("sgd", loss, metrics);
        return model;
    }

    /// <summary>One output, which is the input.</summary>
    static Sequential Same(Loss? loss, params string[] metrics)
    {
        var model = new Sequential(seed: 1) { new Input([1]), new Dense(1, useBias: false, kernelInitializer: "ones") };
        model.Compile("sgd", loss, metrics);
        return model;
    }

    [Fact]
    public void The_metric_of_the_losss_name_is_the_loss()
    {
        var model = Same(new BinaryCrossentropy(fromLogits: true), "binary_crossentropy", "accuracy");
        var logs = model.Evaluate(Tensor.From(new float[,] { { 1 }, { -1 } }), Tensor.From([1, 0]));

        Assert.Equal(Math.Log(1 + Math.Exp(-1)), logs["loss"], 1e-6);
        Assert.Equal(logs["loss"], logs["binary_crossentropy"]);
        Assert.Equal(1, logs["accuracy"]);
    }

    /// <summary>0.4 is a yes of a score, and a no of a probability.</summary>
    [Theory]
    [InlineData(0.4, 1)]
    [InlineData(1e-9, 1)]
    [InlineData(0, 0)]
    [InlineData(-1e-9, 0)]
    [InlineData(-0.4, 0)]
    public void Yes_is_a_score_above_0(double score, int yes)
    {
        var x = Tensor.From(new[,] { { (float)score } });
        foreach (var name in new[] { "accuracy", "acc", "binary_accuracy" })
        {
            var model = Same(new BinaryCrossentropy(fromLogits: true), name);
            Assert.Equal([yes], model.PredictClasses(x).ToArray<int>());
            Assert.Equal(1, model.Evaluate(x, Tensor.From([yes]))[name]);
            Assert.Equal(1, model.TrainOnBatch(x, Tensor.From([yes]))[name]);
        }
    }

    [Property(MaxTest = 60)]
    public void A_model_of_scores_reports_what_its_twin_of_probabilities_does(int seed)
    {
        var random = new RandomSource(seed);
        int n = 1 + random.NextInt(20), k = 2 + random.NextInt(4);
        var x = random.Normal([n, 3], 0, 2, DType.Float64);
        var labels = Tensor.From([.. Enumerable.Range(0, n).Select(_ => random.NextInt(k))]);
        var oneHot = Scene.Eye(k).Gather(labels.ToArray<int>());
        var multi = random.Normal([n, k], 0, 1, DType.Float64).Positive();

        Loss binary = new BinaryCrossentropy(), binaryScores = new BinaryCrossentropy(fromLogits: true);
        Alike(1, x, multi[.., ..1], binary, binaryScores, "sigmoid", "accuracy", "acc", "binary_accuracy",
            "binary_crossentropy");
        Alike(k, x, multi, binary, binaryScores, "sigmoid", "binary_accuracy", "categorical_accuracy",
            "binary_crossentropy");
        Alike(k, x, oneHot, binary, binaryScores, "sigmoid", "accuracy", "binary_accuracy", "categorical_crossentropy");
        Alike(k, x, oneHot, new CategoricalCrossentropy(), new CategoricalCrossentropy(true), "softmax",
            "accuracy", "categorical_accuracy", "binary_accuracy", "categorical_crossentropy", "binary_crossentropy");
        Alike(k, x, labels, new SparseCategoricalCrossentropy(), new SparseCategoricalCrossentropy(true), "softmax",
            "accuracy", "sparse_categorical_accuracy", "sparse_categorical_crossentropy");
    }

    static void Alike(int units, Tensor x, Tensor y, Loss probabilities, Loss ofScores, string activation,
        params string[] metrics)
    {
        var expected = Model(3, units, activation, probabilities, metrics);
        var scores = Model(3, units, null, ofScores, metrics);
        scores.SetWeights(expected.GetWeights());
        var (want, got) = (expected.Evaluate(x, y), scores.Evaluate(x, y));

        // with scores nothing is clipped at 1e-7
        foreach (var name in metrics)
            Assert.True(Math.Abs(want[name] - got[name]) < 1e-4 * Math.Max(1, Math.Abs(want[name])),
                $"{name} of {ofScores.Name}: {want[name]}, {got[name]}");
        if (metrics.Contains(ofScores.Name))
            Assert.Equal(got["loss"], got[ofScores.Name], 1e-12);
        Assert.Equal(expected.PredictClasses(x).ToArray<int>(), scores.PredictClasses(x).ToArray<int>());
    }

    [Fact]
    public void Errors_of_scores_stay_Kerass_and_are_warned_of()
    {
        var x = Tensor.From(new float[,] { { 3 }, { -3 } });
        var model = Same(new BinaryCrossentropy(fromLogits: true), "mse", "mae");

        Assert.Equal(6.5, model.Evaluate(x, Tensor.From([1, 0]))["mse"], 1e-6); // (4 + 9) / 2
        Assert.Equal(["\"mse\"", "\"mae\""], model.Warnings.Select(warning => warning[..5]));
        Assert.All(model.Warnings, warning => Assert.Contains("compares the targets with scores", warning));
        model.Compile("sgd", "mse", ["mse", "mae"]);
        model.Evaluate(x, Tensor.From([1, 0]));
        Assert.Empty(model.Warnings);
    }

    [Fact]
    public void Classes_of_labels_that_may_go_together_are_warned_of()
    {
        var x = Tensor.From(new float[,] { { 1, 2, 3 } });
        Assert.Empty(Warned("softmax", "categorical_crossentropy"));
        Assert.DoesNotContain("PredictClasses", Assert.Single(Warned("softmax", "binary_crossentropy")));
        Assert.Contains("compare Predict with 0.5", Assert.Single(Warned("sigmoid", "binary_crossentropy")));
        Assert.EndsWith("compare Predict with 0.",
            Assert.Single(Warned("linear", new BinaryCrossentropy(fromLogits: true))));

        IReadOnlyList<string> Warned(string activation, Loss loss)
        {
            var model = Model(3, 2, activation, loss);
            model.PredictClasses(x);
            return model.Warnings;
        }
    }

    [Fact]
    public void A_model_that_was_not_compiled_gives_probabilities()
    {
        int[] expected = [0, 1];
        var model = new Sequential { new Dense(1, useBias: false, kernelInitializer: "ones") };
        Assert.Equal(expected, model.PredictClasses(Tensor.From(new[,] { { 0.4f }, { 0.6f } })).ToArray<int>());
    }

    [Fact]
    public void Every_metric_is_asked_with_every_loss()
    {
        foreach (var name in Metric.Names)
            foreach (var loss in new Loss[] { new BinaryCrossentropy(true),
                new SparseCategoricalCrossentropy(true), "mse" })
                Assert.Equal(name, Metric.Get(name).For([-1, 2], [4, 2], loss).Name);
    }
}
