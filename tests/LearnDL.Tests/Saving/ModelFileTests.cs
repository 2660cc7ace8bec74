using LearnDL.Checks;
using LearnDL.Data;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Saving;
using LearnDL.Tensors;
using LearnDL.Tests.Data;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Saving;

/// <summary>Models saved, loaded, saved: the same bytes, the same predictions; and files that are not what they say.</summary>
public sealed class ModelFileTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Random_models_come_back_to_the_bit()
    {
        var (a, b) = (folder["a.safetensors"], folder["b.safetensors"]);
        for (var seed = 0; seed < 200; seed++)
        {
            var model = GraphSubjects.Network(new RandomSource(seed), [2, 3, 2], seed);
            TensorList inputs = [Tensor.Normal([2, 3, 2], seed: 1), Tensor.Normal([2, 3, 2], seed: 2)];
            model.Save(a);
            var copy = Model.Load(a);
            copy.Save(b);
            Assert.Equal(File.ReadAllBytes(a), File.ReadAllBytes(b));
            TensorList expected = model.PredictAll(inputs), given = copy.PredictAll(inputs);
            for (var k = 0; k < expected.Count; k++)
                Assert.Equal(expected[k].ToArray<double>(), given[k].ToArray<double>());
        }
    }

    [Fact]
    public void A_compiled_chain_can_be_evaluated_at_once()
    {
        var (x, y) = (Tensor.Normal([20, 6], seed: 1), Tensor.Normal([20, 1], seed: 2));
        var model = new Sequential([new Input([6]), new Dense(8, "relu"), new BatchNormalization(), new Dropout(0.2),
            new Dense(1)], "pima", seed: 1);
        model.Compile("adam", "mse", ["mae"]);
        model.Fit(x, y, epochs: 2, verbose: 0);
        model.Save(folder["pima.safetensors"]);
        var copy = Assert.IsType<Sequential>(Model.Load(folder["pima.safetensors"]));
        Assert.Equal(model.WeightsHash(), copy.WeightsHash());
        Assert.Equal(model.Evaluate(x, y)["mae"], copy.Evaluate(x, y)["mae"]);
        Assert.Equal("pima", copy.Name);
    }

    [Fact]
    public void Weights_have_the_names_of_their_layers()
    {
        var inner = new Sequential([new Input([4]), new Dense(3, name: "first")], "inner");
        var model = new Sequential([new Input([2, 4]), new Bidirectional(new LSTM(2), name: "both"), inner], "outer");
        model.Save(folder["m.safetensors"]);
        using var file = SafetensorsFile.Open(folder["m.safetensors"]);
        Assert.Equal(["both/backward_lstm/bias", "both/backward_lstm/kernel", "both/backward_lstm/recurrent_kernel",
            "both/forward_lstm/bias", "both/forward_lstm/kernel", "both/forward_lstm/recurrent_kernel",
            "inner/first/bias", "inner/first/kernel"],
            file.Tensors.Select(tensor => tensor.Name).Order(StringComparer.Ordinal));
        Assert.Equal([ModelFile.ModelKey, ModelFile.TrainingKey], file.Metadata.Keys);
    }

    [Fact]
    public void Weights_alone_go_into_a_model_of_the_same_layers_or_are_reported()
    {
        static Sequential Chain(int seed, int units = 3) => new([new Input([4]), new Dense(units, name: "a"),
            new Dense(2, name: "b")], seed: seed);
        var model = Chain(1);
        model.SaveWeights(folder["w.safetensors"]);
        var same = Chain(2);
        Assert.True(same.LoadWeights(folder["w.safetensors"]).IsComplete);
        Assert.Equal(model.WeightsHash(), same.WeightsHash());
        var other = new Sequential([new Input([4]), new Dense(3, name: "a"), new Dense(5, name: "b"), new Dense(1, name: "c")],
            seed: 3);
        var before = other.WeightsHash();
        var error = Assert.Throws<ConfigException>(() => other.LoadWeights(folder["w.safetensors"]));
        Assert.Contains("c/kernel", error.Got, StringComparison.Ordinal);
        Assert.Equal(before, other.WeightsHash()); // all or nothing
        var report = other.LoadWeights(folder["w.safetensors"], skipMismatch: true);
        Assert.Equal(["a/kernel", "a/bias"], report.Loaded);
        Assert.Equal(["c/kernel", "c/bias"], report.Missing);
        Assert.Empty(report.Unexpected);
        Assert.Equal(2, report.Misfits.Count);
        Assert.Equal(model.Layers[0].GetWeights()[0].ToArray<float>(), other.Layers[0].GetWeights()[0].ToArray<float>());
        Assert.Contains("holds tensors", Assert.Throws<DamagedFileException>(
            () => Model.Load(folder["w.safetensors"])).What, StringComparison.Ordinal);
    }

    [Theory, InlineData("m.h5"), InlineData("m.keras"), InlineData("m.model"), InlineData("m")]
    public void Another_ending_is_answered_with_the_one_to_use(string name)
    {
        var model = new Sequential([new Input([2]), new Dense(1)]);
        Assert.Contains("Save(\"m.safetensors\")", Assert.Throws<SaveException>(() => model.Save(folder[name])).Fix,
            StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_model_without_weights_is_not_saved()
    {
        var model = new Sequential([new Dense(1)]);
        Assert.Throws<ModelException>(() => model.Save(folder["m.safetensors"]));
        Assert.Throws<ModelException>(() => model.LoadWeights(folder["m.safetensors"]));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    /// <summary>A config of a few bytes that asks for all the memory there is.</summary>
    [Fact]
    public void A_file_whose_config_wants_more_than_it_has_is_refused_at_once()
    {
        var huge = """{"class_name": "Sequential", "config": {"name": "m", "layers": [{"class_name": "Dense", "config": """
            + """{"units": 30000}}], "build_input_shape": [null, 30000]}}""";
        SafetensorsFile.Save(folder["m.safetensors"], new Dictionary<string, Tensor> { ["dense/kernel"] = Tensor.Ones([2, 2]) },
            new Dictionary<string, string> { [ModelFile.ModelKey] = huge });
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.Contains("do not belong together", Assert.Throws<ConfigException>(
            () => Model.Load(folder["m.safetensors"])).What, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 10_000_000);
    }

    [Fact]
    public void A_clone_has_the_layers_and_other_weights()
    {
        var model = GraphBitsTests.Network();
        var clone = model.CloneModel(seed: 8);
        Assert.Equal(model.GetConfig().ToJson(), clone.GetConfig().ToJson());
        Assert.NotEqual(model.WeightsHash(), clone.WeightsHash());
        Assert.Null(clone.GetCompileConfig());
    }
}
