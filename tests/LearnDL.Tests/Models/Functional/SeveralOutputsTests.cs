using LearnDL.Data;
using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Metrics;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>Losses, weights, metrics, masks and figures of models with several outputs.</summary>
public sealed class SeveralOutputsTests
{
    static readonly Tensor x = Tensor.Normal([20, 3], seed: 1, dtype: DType.Float64),
        price = Tensor.Normal([20, 1], seed: 2, dtype: DType.Float64),
        sold = Tensor.Normal([20, 1], seed: 3, dtype: DType.Float64).Positive();

    static Model Houses(int seed = 1)
    {
        var input = new Input([3], "house");
        var hidden = new Dense(4, "tanh", name: "hidden").Apply(input);
        return new Model(input, [new Dense(1, name: "price").Apply(hidden),
            new Dense(1, "sigmoid", name: "sold").Apply(hidden)], "houses", seed, DType.Float64);
    }

    [Fact]
    public void Every_figure_is_reported_by_its_output()
    {
        var model = Houses();
        model.Compile("sgd", ["mse", "binary_crossentropy"], [["mae"], ["accuracy", "mse"]], lossWeights: [2, 0.5]);
        Assert.Equal(["loss", "price_loss", "sold_loss", "price_mae", "sold_accuracy", "sold_mse"], model.MetricsNames);
        var logs = model.Evaluate(x, new[] { price, sold }, batchSize: 7);
        Assert.Equal(model.MetricsNames, logs.Keys);
        var (p, q) = model.PredictAll(x);
        Assert.Equal(new MeanSquaredError().Value(price, p), logs["price_loss"], 1e-12);
        Assert.Equal(new BinaryCrossentropy().Value(sold, q), logs["sold_loss"], 1e-12);
        Assert.Equal(2 * logs["price_loss"] + 0.5 * logs["sold_loss"], logs["loss"], 1e-12);
        Assert.Equal(new MeanAbsoluteError().Value(price, p), logs["price_mae"], 1e-12);
        Assert.Equal(new MeanSquaredError().Value(sold, q), logs["sold_mse"], 1e-12);

        var history = model.Fit(x, new[] { price, sold }, epochs: 2, verbose: 0, validationSplit: 0.25);
        Assert.Equal([.. model.MetricsNames, .. model.MetricsNames.Select(name => $"val_{name}")], history.Keys);
    }

    [Fact]
    public void Losses_weights_metrics_and_data_can_be_given_by_name()
    {
        Model one = Houses(), other = Houses();
        one.Compile(new SGD(0.1), ["mse", "binary_crossentropy"], [["mae"], []], lossWeights: [1, 0.2]);
        other.Compile(new SGD(0.1),
            new Dictionary<string, string> { ["sold"] = "binary_crossentropy", ["price"] = "mse" },
            new Dictionary<string, MetricList> { ["price"] = ["mae"] },
            lossWeights: new Dictionary<string, double> { ["sold"] = 0.2 });
        one.Fit(x, new[] { price, sold }, epochs: 3, verbose: 0);
        other.Fit(new Dictionary<string, Tensor> { ["house"] = x },
            new Dictionary<string, Tensor> { ["sold"] = sold, ["price"] = price }, epochs: 3, verbose: 0);
        Assert.Equal(one.MetricsNames, other.MetricsNames);
        Assert.Equal(one.WeightsHash(), other.WeightsHash());
    }

    /// <summary>The gradient is the weighted sum of those that each loss has alone.</summary>
    [Fact]
    public void The_gradient_is_the_weighted_sum()
    {
        var gradients = new List<double[]>();
        foreach (var (loss, weights) in new (LossList, double[])[]
            {
                (["mse", null], [1, 1]), ([null, "binary_crossentropy"], [1, 1]),
                (["mse", "binary_crossentropy"], [0.3, 4]),
            })
        {
            var model = Houses();
            model.Compile("sgd", loss, lossWeights: weights);
            model.ComputeGradients(x, new[] { price, sold });
            gradients.Add([.. model.Parameters.SelectMany(weight => weight.Gradient.ToArray<double>())]);
        }
        for (var i = 0; i < gradients[0].Length; i++)
            Assert.Equal(0.3 * gradients[0][i] + 4 * gradients[1][i], gradients[2][i], 1e-14);
    }

    [Fact]
    public void An_output_without_a_loss_needs_no_targets()
    {
        var model = Houses();
        model.Compile("sgd", ["mse", null]);
        Assert.Equal(["loss", "price_loss"], model.MetricsNames);
        var before = model.GetWeights();
        model.Fit(x, price, epochs: 1, verbose: 0);
        Assert.Equal(before[^1].ToArray<double>(), model.GetWeights()[^1].ToArray<double>()); // of "sold"
        Assert.NotEqual(before[0].ToArray<double>(), model.GetWeights()[0].ToArray<double>());
    }

    [Fact]
    public void One_loss_is_for_all_outputs_and_one_weight_for_all_samples()
    {
        Model one = Houses(), other = Houses();
        one.Compile("adam", "mse");
        other.Compile("adam", ["mse", "mse"]);
        var weight = Tensor.Uniform([20], seed: 4, dtype: DType.Float64);
        one.Fit(x, new[] { price, sold }, verbose: 0, sampleWeight: weight);
        other.Fit(x, new[] { price, sold }, verbose: 0, sampleWeight: new[] { weight, weight });
        Assert.Equal(one.WeightsHash(), other.WeightsHash());
        other = Houses();
        other.Compile("adam", "mse");
        other.Fit(x, new[] { price, sold }, verbose: 0, sampleWeight: new[] { weight, default });
        Assert.NotEqual(one.WeightsHash(), other.WeightsHash());
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var model = Houses();
        Refused.Says<ModelException>(() => model.Compile("sgd", ["mse", "mse", "mse"]), "3 loss", "price, sold");
        Refused.Says<ModelException>(() => model.Compile("sgd", "mse", ["mae"]), "1 metric", "2 outputs");
        Refused.Says<ModelException>(() => model.Compile("sgd", "mse", lossWeights: [1]), "1 loss weight");
        Refused.Says<UnknownNameException>(() => model.Compile("sgd",
            new Dictionary<string, string> { ["prize"] = "mse" }), "'prize'", "'price'");
        Refused.Says<ModelException>(() => model.Compile("sgd", [null, "categorical_crossentropy"]), "'sold' (Dense)");
        var shared = new AUC();
        Refused.Says<ModelException>(() => model.Compile("sgd", "mse", [[shared], [shared]]), "'auc' was given twice");
        model.Compile("sgd", "mse");
        Refused.Says<DataException>(() => model.Fit(x, price), "y has 1 tensor", "takes 2", "price, sold");
        Refused.Says<ShapeException>(() => model.Fit(x, new[] { price, Tensor.Zeros([20, 2]) }), "(20, 1)", "(20, 2)");
        Refused.Says<ModelException>(() => model.Predict(x), "2 outputs", "PredictAll");
        Refused.Says<ModelException>(() => model.Fit(x, new[] { price, sold },
            classWeight: new Dictionary<int, double> { [0] = 1, [1] = 2 }), "one output");
        Refused.Says<ModelException>(() => _ = model.OutputShape, "2 outputs", "OutputShapes");
    }

    /// <summary>An encoder hands its state to a decoder, which learns to give the sequence back in reverse.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_encoder_and_a_decoder_learn_to_reverse(bool isLSTM)
    {
        const int T = 4, samples = 200;
        Input source = new([T, 3], "source"), target = new([T, 3], "target");
        SymbolicTensors state;
        if (isLSTM)
        {
            var (_, h, c) = new LSTM(24, returnState: true, name: "encoder").Apply(source);
            state = [h, c];
        }
        else
        {
            var (_, h) = new GRU(24, returnState: true, name: "encoder").Apply(source);
            state = h;
        }
        var decoded = isLSTM ? new LSTM(24, returnSequences: true, name: "decoder").Apply(target, initialState: state)
            : new GRU(24, returnSequences: true, name: "decoder").Apply(target, initialState: state);
        var model = new Model([source, target],
            new TimeDistributed(new Dense(3, "softmax"), "letters").Apply(decoded), seed: 1);
        var random = new Random(1);
        int[] letters = [.. Enumerable.Range(0, samples * T).Select(_ => random.Next(3))];
        int At(int n, int t) => letters[n * T + T - 1 - t]; // reversed
        var reversed = Tensor.From([.. Enumerable.Range(0, samples * T).Select(i => At(i / T, i % T))], [samples, T]);
        var before = Tensor.From(
            [.. Enumerable.Range(0, samples * T).Select(i => i % T == 0 ? 0 : 1 + At(i / T, i % T - 1))], [samples, T]);
        var x = Tensor.From(letters, [samples, T]).OneHot(3);
        var shifted = before.OneHot(4)[.., .., 1..];
        model.Compile(new Adam(0.02), "sparse_categorical_crossentropy", ["accuracy"]);
        var history = model.Fit([x, shifted], reversed, batchSize: 50, epochs: 60, verbose: 0);
        Assert.True(history["accuracy"][^1] > 0.95, $"{history}");
        Assert.True(history["accuracy"][0] < 0.6);
    }

    [Fact]
    public void Masks_go_through_merges_to_the_loss()
    {
        var ids = new Input([5], "ids");
        var a = new Embedding(9, 4, maskZero: true).Apply(ids);
        var b = new GRU(4, returnSequences: true).Apply(a);
        var model = new Model(ids, new Dense(2, "softmax").Apply(new Concatenate().Apply(new Add().Apply(a, b), b)));
        model.Compile("adam", "sparse_categorical_crossentropy");
        var x = Tensor.From([3, 4, 0, 0, 0, 5, 6, 7, 8, 0], [2, 5]);
        int[] labels = [1, 0, 0, 0, 0, 1, 1, 0, 1, 0], others = [1, 0, 1, 1, 1, 1, 1, 0, 1, 1]; // differ at padding
        Assert.Equal(model.Evaluate(x, Tensor.From(labels, [2, 5]))["loss"],
            model.Evaluate(x, Tensor.From(others, [2, 5]))["loss"]);
    }
}
