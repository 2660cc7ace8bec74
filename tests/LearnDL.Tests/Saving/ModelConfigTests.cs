using System.Text.Json.Nodes;
using LearnDL.Checks;
using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Metrics;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Saving;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Saving;

/// <summary>
/// A model made of another's config: the same layers, the same bits with the same seed, errors that help.
/// </summary>
public sealed class ModelConfigTests
{
    static readonly Tensor words = Tensor.From([.. Enumerable.Range(0, 120 * 8).Select(i => i * 7 % 29)], [120, 8]),
        habits = Tensor.Normal([120, 5], seed: 2), y = Tensor.Normal([120, 1], seed: 3).Positive();

    [Fact]
    public void A_graph_trains_to_the_same_bits()
    {
        var first = GraphBitsTests.Network();
        first.Compile(new Adam(0.01), "binary_crossentropy", [["accuracy"], ["auc"]], lossWeights: [1, 0.2]);
        var second = Model.FromJson(first.ToJson(), seed: 3);
        foreach (var model in new[] { first, second })
            model.Fit([words, habits], new[] { y, y }, batchSize: 40, epochs: 2, verbose: 0);
        Assert.Equal(first.GetLayer("branch").CountParams(), second.GetLayer("branch").CountParams());
        Assert.Equal(first.ToJson(), second.ToJson());
        // the model inside has weights of its own seed, so those are carried over before the comparison
        var (third, fourth) = (GraphBitsTests.Network(), Model.FromConfig(GraphBitsTests.Network().GetConfig(), seed: 3));
        fourth.SetWeights(third.GetWeights());
        foreach (var model in new[] { third, fourth })
        {
            model.Compile("adam", "binary_crossentropy", lossWeights: [1, 0.2]);
            model.Fit([words, habits], new[] { y, y }, batchSize: 40, epochs: 2, verbose: 0);
        }
        Assert.Equal(third.WeightsHash(), fourth.WeightsHash());
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void A_chain_has_the_same_weights(int seed)
    {
        var chain = new Sequential(seed: seed, dtype: DType.Float64)
        {
            new Input([6]), new Reshape([-1, 2]), new LSTM(4, dropout: 0.2), new Dropout(0.1), new BatchNormalization(),
            new Dense(1),
        };
        chain.Layers[^1].Trainable = false;
        var copy = Sequential.FromConfig(chain.GetConfig(), seed);
        Assert.Equal(chain.WeightsHash(), copy.WeightsHash());
        Assert.Equal(DType.Float64, copy.DType);
        Assert.Equal(chain.TrainableParameters.Count(), copy.TrainableParameters.Count());
        foreach (var model in new[] { chain, copy })
        {
            model.Compile("sgd", "mse");
            model.Fit(Tensor.Normal([20, 6], seed: 1), Tensor.Normal([20, 1], seed: 2), epochs: 2, verbose: 0);
        }
        Assert.Equal(chain.WeightsHash(), copy.WeightsHash());
    }

    /// <summary>Of the networks that gradients are checked on: branches, shared layers, models inside, states.</summary>
    [Fact]
    public void Random_graphs_compute_the_same()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var model = GraphSubjects.Network(new RandomSource(seed), [2, 3, 2], seed);
            TensorList inputs = [Tensor.Normal([2, 3, 2], seed: 1), Tensor.Normal([2, 3, 2], seed: 2)];
            var copy = Model.FromConfig(Config.Parse(model.GetConfig().ToJson()), seed);
            copy.SetWeights(model.GetWeights());
            TensorList expected = model.PredictAll(inputs), given = copy.PredictAll(inputs);
            for (var k = 0; k < expected.Count; k++)
                Assert.Equal(expected[k].ToArray<double>(), given[k].ToArray<double>());
            Assert.Equal(model.GetConfig().ToJson(), copy.GetConfig().ToJson());
        }
    }

    [Fact]
    public void A_model_cut_at_a_layer_begins_with_an_input()
    {
        var chain = new Sequential(seed: 1) { new Input([4]), new Dense(3, "tanh", name: "first"), new Dense(2) };
        var rest = new Model(chain.Layers[0].Output, chain.Output);
        var copy = Model.FromConfig(rest.GetConfig());
        Assert.Equal(["first_input"], copy.InputNames);
        copy.SetWeights(rest.GetWeights());
        var x = Tensor.Normal([5, 3], seed: 1);
        Assert.Equal(rest.Predict(x).ToArray<float>(), copy.Predict(x).ToArray<float>());
    }

    [Fact]
    public void A_setting_can_be_changed_in_between()
    {
        var config = new Dense(8, "relu", name: "wide").GetConfig();
        config["units"] = 16;
        Assert.Equal(16, Dense.FromConfig(config).Units);
        Assert.Equal("wide", Dense.FromConfig(config).Name);
    }

    [Fact]
    public void A_chain_without_a_shape_stays_without()
    {
        var chain = Sequential.FromConfig(new Sequential([new Dense(2), new Dense(1)], "plain").GetConfig());
        Assert.False(chain.IsBuilt);
        Assert.Equal("plain", chain.Name);
        var built = new Sequential([new Dense(2), new Dense(1)]);
        built.Build([-1, 3]);
        Assert.Equal([-1, 3], Sequential.FromConfig(built.GetConfig()).InputShape);
    }

    /// <summary>As Keras 3 writes such a model; only the order of the uses is LearnDL's own.</summary>
    [Fact]
    public void The_form_is_that_of_Keras()
    {
        var input = new Input([4], "x");
        var dense = new Dense(4, name: "d");
        var model = new Model(input, new Add(name: "sum").Apply(dense.Apply(dense.Apply(input)), input), "m");
        var layers = (JsonArray)model.GetConfig()["layers"]!;
        Assert.Equal(["InputLayer", "Dense", "Add"], layers.Select(layer => $"{layer!["class_name"]}"));
        static string Tensor(string layer) => $$$"""
            {"class_name":"__keras_tensor__","config":{"shape":[null,4],"dtype":"float32","keras_history":["{{{layer}}}",0,0]}}
            """;
        static string Use(string layer, int order) =>
            $$"""{"args":[{{Tensor(layer)}}],"kwargs":{},"order":{{order}}}""";
        Assert.Equal($"[{Use("x", 0)},{Use("d", 1)}]", layers[1]!["inbound_nodes"]!.ToJsonString());
        Assert.Equal("""["d",1,0] ["x",0,0]""", string.Join(' ', ((JsonArray)layers[2]!["inbound_nodes"]![0]!["args"]![0]!)
            .Select(tensor => tensor!["config"]!["keras_history"]!.ToJsonString())));
        Assert.Equal("""["x",0,0]""", model.GetConfig()["input_layers"]!.ToJsonString());
        Assert.Equal("""["sum",0,0]""", model.GetConfig()["output_layers"]!.ToJsonString());
    }

    [Fact]
    public void Compile_is_written_for_one_output_and_for_several()
    {
        var model = new Sequential([new Input([3]), new Dense(2, "softmax")]);
        Assert.Null(model.GetCompileConfig());
        model.Compile(new SGD(0.1, momentum: 0.5) { ClipNorm = 2, WeightDecay = 0.25 },
            new CategoricalCrossentropy(false, 0.1),
            ["accuracy", new Precision(0.3)], weightedMetrics: ["mse"], lossWeights: 0.25);
        var copy = Model.FromJson(model.ToJson());
        Assert.Equal(model.GetCompileConfig()!.ToJson(), copy.GetCompileConfig()!.ToJson());
        Assert.Equal(model.MetricsNames, copy.MetricsNames);
        Assert.Equal(0.25, (double)copy.GetCompileConfig()!["optimizer"]!["config"]!["weight_decay"]!);
        Assert.Equal(0.25, (double)copy.GetCompileConfig()!["loss_weights"]![0]!);
    }

    public sealed class Scale(double factor, string? name = null) : Layer<Scale.Nothing>
    {
        public readonly record struct Nothing;

        public override Config GetConfig() => new(base.GetConfig()) { { "factor", factor } };

        public override Shape ComputeOutputShape(Shape inputShape) => inputShape;

        public override Tensor Forward(Tensor x, bool training, out Nothing saved)
        {
            saved = default;
            return x.Scale(factor);
        }

        public override Tensor Backward(Tensor dy, in Nothing saved) => dy.Scale(factor);

        public string? Given => name;
    }

    [Fact]
    public void A_layer_of_ones_own_is_registered()
    {
        var model = new Sequential([new Input([2]), new Scale(3)]);
        var unknown = Assert.Throws<ConfigException>(model.GetConfig);
        Assert.Contains("Layer.Register(\"Scale\"", unknown.Fix, StringComparison.Ordinal);
        Layer.Register("Scale", config => new Scale(config.Number("factor")));
        model.Layers[0].Trainable = false;
        var copy = Sequential.FromConfig(model.GetConfig());
        Assert.Equal([3f, 6], copy.Predict(new float[,] { { 1, 2 } }).ToArray<float>());
        Assert.False(copy.Layers[0].Trainable);
        Assert.Equal("Custom>Scale", $"{copy.Layers[0].Serialize()["registered_name"]}");
    }

    [Fact]
    public void Weights_that_two_models_share_are_not_made_two_in_silence()
    {
        var shared = new Dense(2, name: "shared");
        var inner = new Model(new Input([2]) is var a ? a : a, shared.Apply(a), "inner");
        var input = new Input([2]);
        var outer = new Model(input, inner.Apply(input) + shared.Apply(input));
        Assert.Contains("share", Assert.Throws<ConfigException>(outer.GetConfig).What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "not valid JSON")]
    [InlineData("[]", "JSON object")]
    [InlineData("""{"class_name": "Dense", "class_name": "Dense"}""", "not valid JSON")]
    [InlineData("""{"config": {}}""", "no layer")]
    [InlineData("""{"class_name": "Dense", "config": {"units": 3}}""", "and not of a model")]
    [InlineData("""{"class_name": "Sequential", "config": {"layers": [{"class_name": "FancyAttention", "config": {}}]}}""",
        "layers[0] has a layer of the class 'FancyAttention'")]
    [InlineData("""{"class_name": "Sequential", "config": {"layers": [{"class_name": "Dense", "config": {}}]}}""",
        "The config of Dense lacks 'units'")]
    [InlineData("""{"class_name": "Sequential", "config": {"layers": [{"class_name": "Dense", "config": {"units": "3"}}]}}""",
        "'units' in the config of Dense")]
    [InlineData("""{"class_name": "Sequential", "config": {"layers": [{"class_name": "Dense", "config": {"units": 3.5}}]}}""",
        "'units' in the config of Dense")]
    [InlineData("""
        {"class_name": "Sequential", "config": {"layers": [{"class_name": "Dense", "config": {"units": 3, "unit": 4}}]}}
        """,
        "Dense has no setting 'unit'")]
    [InlineData("""
        {"class_name": "Sequential", "config": {"layers": [
            {"class_name": "Dense", "config": {"units": 3, "dtype": "float16"}}]}}
        """,
        "a type that LearnDL does not compute with")]
    [InlineData("""{"class_name": "Sequential", "config": {"layers": 3}}""", "lacks 'layers'")]
    [InlineData("""
        {"class_name": "Functional", "config":
            {"layers": [], "input_layers": [["x", 0, 0]], "output_layers": [["x", 0, 0]]}}
        """,
        "no use 0 of a layer 'x'")]
    public void A_broken_config_says_where(string json, string what) =>
        Assert.Contains(what, Assert.ThrowsAny<LearnDLException>(() => Model.FromJson(json)).What,
            StringComparison.Ordinal);

    /// <summary>What Keras can and LearnDL cannot is not passed over.</summary>
    [Theory]
    [InlineData("LSTM", """{"units": 2, "zero_output_for_mask": true}""")]
    [InlineData("BatchNormalization", """{"renorm": true}""")]
    [InlineData("BatchNormalization", """{"synchronized": true}""")]
    [InlineData("LayerNormalization", """{"rms_scaling": true}""")]
    [InlineData("Flatten", """{"data_format": "channels_first"}""")]
    [InlineData("Dense", """{"units": 2, "kernel_initializer": {"class_name": "HeNormal", "config": {"input_axes": 1}}}""")]
    public void A_setting_that_would_compute_something_else_is_refused(string className, string config) =>
        Assert.Contains("is not what it should be", Assert.Throws<ConfigException>(() => Layer.Deserialize(
            Config.Parse($$"""{"class_name": "{{className}}", "config": {{config}}}"""))).What, StringComparison.Ordinal);

    [Fact]
    public void A_mask_given_by_hand_is_refused()
    {
        Input x = new([3, 2], "x"), other = new([3], "other");
        var json = new Model([x, other], [new LSTM(2, name: "r").Apply(x), new Dense(1, name: "d").Apply(other)]).ToJson();
        var tensor = """{"class_name":"__keras_tensor__","config":{"keras_history":["other",0,0]}}""";
        var at = json.IndexOf("\"kwargs\":{}", json.IndexOf("\"LSTM\"", StringComparison.Ordinal), StringComparison.Ordinal);
        var masked = json[..at] + $$"""
            "kwargs":{"mask":{{tensor}}}
            """ + json[(at + "\"kwargs\":{}".Length)..];
        Assert.Contains("sets 'mask'", Assert.Throws<ConfigException>(() => Model.FromJson(masked)).What,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_merge_of_one_reads_a_list()
    {
        var x = new Input([2], "x");
        var form = new Model(x, new Average(name: "a").Apply(x)).GetConfig();
        Assert.IsType<JsonArray>(form["layers"]![1]!["inbound_nodes"]![0]!["args"]![0]); // Keras refuses one alone
    }

    [Fact]
    public void What_is_frozen_inside_stays_frozen()
    {
        var model = new Sequential([new Input([3, 2]), new Bidirectional(new GRU(2)),
            new Sequential([new Dense(2), new Dense(1)])]);
        ((Bidirectional)model.Layers[0]).ForwardLayer.Trainable = false;
        ((Model)model.Layers[1]).Layers[0].Trainable = false;
        var copy = Model.FromJson(model.ToJson());
        Assert.Equal(model.TrainableParameters.Select(p => p.Name), copy.TrainableParameters.Select(p => p.Name));
        Assert.Equal(5, copy.TrainableParameters.Count());
    }

    [Fact]
    public void Layers_in_a_circle_are_refused()
    {
        var x = new Input([2], "x");
        var json = new Model(x, new Dense(2, name: "d").Apply(x)).ToJson()
            .Replace("""["x",0,0]}}],"kwargs""", """["d",0,0]}}],"kwargs""");
        Assert.Contains("cannot be joined", Assert.Throws<ConfigException>(() => Model.FromJson(json)).What,
            StringComparison.Ordinal);
    }

    /// <summary>Whatever is cut out or put in: an error of LearnDL's, or a model.</summary>
    [Fact]
    public void A_damaged_config_never_crashes()
    {
        var json = GraphBitsTests.Network().ToJson();
        var random = new Random(1);
        var read = 0;
        _ = Model.FromJson(json);
        for (var trial = 0; trial < 2000; trial++)
        {
            var text = json.ToCharArray();
            for (var n = 1 + random.Next(3); n > 0; n--)
                text[random.Next(text.Length)] = "0129[]{},:\"nulx-"[random.Next(16)];
            try
            {
                _ = Model.FromJson(new string(text));
                read++; // a number or a name that may as well be another
            }
            catch (LearnDLException)
            {
            }
        }
        Assert.InRange(read, 20, 1500);
    }

    [Fact]
    public void A_weighted_metric_of_a_taken_name_is_read_again()
    {
        var model = new Sequential([new Input([3]), new Dense(1)]);
        model.Compile("sgd", "mse", ["mae"], weightedMetrics: ["mae"]);
        var copy = Model.FromJson(model.ToJson());
        Assert.Equal(["loss", "mae", "weighted_mae"], copy.MetricsNames);
        Assert.Equal(model.ToJson(), copy.ToJson());
    }

    [Fact]
    public void A_loss_of_an_output_that_is_not_there_is_refused()
    {
        var model = new Sequential([new Input([3]), new Dense(1, name: "price")]);
        model.CompileFromConfig(Config.Parse("""{"optimizer": "sgd", "loss": {"price": "mse"}, "metrics": ["mae"]}"""));
        Assert.Equal(["loss", "mae"], model.MetricsNames); // Keras calls a Sequential's output after its last layer
        Assert.Throws<UnknownNameException>(() =>
            model.CompileFromConfig(Config.Parse("""{"optimizer": "sgd", "loss": {"prize": "mse"}}""")));
        model.CompileFromConfig(Config.Parse("""
            {"optimizer": "sgd", "loss": {"module": "builtins", "class_name": "function", "config": "mean_squared_error"}}
            """));
        Assert.Equal("MeanSquaredError", $"{model.GetCompileConfig()!["loss"]!["class_name"]}");
    }

    [Fact]
    public void Models_inside_do_not_begin_with_equal_weights()
    {
        var input = new Input([4]);
        Sequential Tower() => new([new Input([4]), new Dense(8)]);
        var model = new Model(input, new Average().Apply(Tower().Apply(input), Tower().Apply(input)));
        int[] seeds = [3, 3, 4];
        var copies = seeds.Select(seed => Model.FromConfig(model.GetConfig(), seed)).ToList();
        var weights = copies.Select(copy => copy.GetWeights().Select(w => string.Join(' ', w.ToArray<float>())).ToList());
        Assert.Equal(4, weights.First().Distinct().Count() + 1); // two kernels, and biases of 0 that are equal
        Assert.Equal(copies[0].WeightsHash(), copies[1].WeightsHash());
        Assert.NotEqual(copies[0].WeightsHash(), copies[2].WeightsHash());
    }

    [Fact]
    public void What_a_models_output_costs_is_kept()
    {
        var inner = new Sequential([new Input([2]), new Dense(2)]) { ActivityRegularizer = "l2" };
        var x = new Input([2]);
        var model = new Model(x, inner.Apply(x)) { ActivityRegularizer = "l1" };
        var copy = Model.FromJson(model.ToJson());
        Assert.IsType<LearnDL.Regularizers.L1>(copy.ActivityRegularizer);
        Assert.IsType<LearnDL.Regularizers.L2>(copy.Layers[1].ActivityRegularizer);
    }

    [Fact]
    public void An_AdamW_without_decay_stays_without() =>
        Assert.Null(AdamW.FromConfig(new AdamW(0.001) { WeightDecay = null }.GetConfig()).WeightDecay);

    [Fact]
    public void The_cosine_as_a_metric_is_not_read_with_the_other_sign() =>
        Assert.Throws<ConfigException>(() => new LossMetric(new LearnDL.Losses.CosineSimilarity()).Serialize());

    [Fact]
    public void A_layer_that_stands_alone_is_complete()
    {
        var chain = new Sequential([new Dense(2), new Dense(1)]);
        chain.Build([-1, 3]);
        chain.Compile("sgd", "mse");
        var copy = (Model)Layer.Deserialize(chain.Serialize());
        Assert.Equal([-1, 3], copy.InputShape);
        Assert.NotNull(copy.GetCompileConfig());
    }
}
