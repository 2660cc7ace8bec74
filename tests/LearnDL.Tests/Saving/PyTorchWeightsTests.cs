using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Saving;
using LearnDL.Tensors;
using LearnDL.Tests.Golden;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Saving;

/// <summary>Networks that PyTorch 1.13 made (generate_pytorch.py): with their weights ours say the same.</summary>
public sealed class PyTorchWeightsTests
{
    static string At(string name) => GoldenFile.PathOf($"pytorch-{name}.safetensors");

    static Sequential Images() => new(seed: 1)
    {
        new Input(8, 9, 3), new Conv2D(4, 3), new BatchNormalization(epsilon: 1e-5), new ReLU(),
        new DepthwiseConv2D(3, depthMultiplier: 2), new PReLU(sharedAxes: [1, 2]), new Conv2DTranspose(5, 3, strides: 2),
        new Flatten(),
        new BatchNormalization(epsilon: 1e-5), new Dropout(0.5), new Dense(6), new LayerNormalization(epsilon: 1e-5),
    };

    static Dictionary<string, string> OfImages() => new()
    {
        ["conv2d"] = "features.0",
        ["batch_normalization"] = "features.1",
        ["depthwise_conv2d"] = "features.3",
        ["p_re_lu"] = "features.4",
        ["conv2d_transpose"] = "features.5",
        ["batch_normalization_1"] = "flat",
        ["dense"] = "fc",
        ["layer_normalization"] = "norm",
    };

    static void Same(Model model, string name)
    {
        using var file = SafetensorsFile.Open(At(name));
        var (x, expected) = (file.Read("x"), file.Read("y"));
        var given = model.Predict(x);
        Assert.Equal(expected.Shape, given.Shape);
        var scale = expected.Abs().Max().Item();
        Assert.InRange(expected.Subtract(given).Abs().Max().Item() / scale, 0, 1e-6);
    }

    [Fact]
    public void Images_through_a_network_of_all_convolutions()
    {
        var model = Images();
        var report = model.LoadPyTorchWeights(At("images"), OfImages());
        Assert.Empty(report.Missing);
        Assert.Equal(["x", "y"], report.Unexpected.Order());
        Same(model, "images");
    }

    [Theory]
    [InlineData("rnn")]
    [InlineData("lstm")]
    [InlineData("gru")]
    public void Words_through_layers_in_both_directions(string kind)
    {
        Layer Make(int units) => kind switch
        {
            "rnn" => new SimpleRNN(units, returnSequences: true),
            "lstm" => new LSTM(units, returnSequences: true),
            _ => new GRU(units, returnSequences: true),
        };
        var inside = new Sequential([new Conv1D(2, 2), new GlobalMaxPooling1D()], "head");
        var model = new Sequential(seed: 2)
        {
            new Input(6), new Embedding(11, 4), new Bidirectional(Make(3), name: "both"), Make(5), Make(5), inside,
            new Dense(1, useBias: false)
        };
        string first = model.Layers[2].Name!, second = model.Layers[3].Name!;
        var report = model.LoadPyTorchWeights(At(kind), new()
        {
            ["embedding"] = "words",
            ["both"] = "first",
            [first] = "rnn",
            [second] = "rnn_l1",
            ["head/conv1d"] = "conv",
            ["dense"] = "out",
        });
        Assert.Empty(report.Missing);
        Same(model, kind);
    }

    [Fact]
    public void Rows_of_series_behind_a_convolution_and_behind_an_LSTM()
    {
        var x = new Input(9, 3);
        var convolved = new MaxPooling1D(2).Apply(new PReLU(sharedAxes: [1, 2]).Apply(new Conv1D(4, 2).Apply(x)));
        var model = new Model(x, new Add().Apply(new Dense(2, name: "a").Apply(new Flatten().Apply(convolved)),
            new Dense(2, name: "b").Apply(new Flatten().Apply(new LSTM(5, returnSequences: true).Apply(x)))));
        var report = model.LoadPyTorchWeights(At("series"), new()
        {
            ["conv1d"] = "conv.0",
            ["p_re_lu"] = "conv.1",
            ["lstm"] = "rnn",
            ["a"] = "a",
            ["b"] = "b",
        });
        Assert.Empty(report.Missing);
        Same(model, "series");
    }

    [Fact]
    public void An_order_that_cannot_be_told_is_refused()
    {
        var inside = new Sequential([new Conv2D(5, 1), new Flatten()], "inside");
        var model = new Sequential { new Input(9, 11, 3), inside, new Dense(6) };
        Refused.Says<ConfigException>(() => model.LoadPyTorchWeights(At("images"), new() { ["dense"] = "fc" }),
            "cannot be told", "inside", "SetWeights");
    }

    [Fact]
    public void What_does_not_fit_is_said_and_nothing_has_changed()
    {
        var model = Images();
        var before = model.WeightsHash();
        void Refuse<T>(Dictionary<string, string> change, params string[] said) where T : LearnDLException
        {
            var names = OfImages();
            foreach (var (layer, module) in change)
                names[layer] = module;
            Refused.Says<T>(() => model.LoadPyTorchWeights(At("images"), names), said);
            Assert.Equal(before, model.WeightsHash());
        }
        Refuse<ConfigException>(new() { ["dense"] = "fc1" }, "no tensor 'fc1.weight'", "features.0.weight");
        Refuse<ConfigException>(new() { ["dense"] = "norm" }, "'norm'", "dense/kernel");
        Refuse<UnknownNameException>(new() { ["dens"] = "fc" }, "'dens'", "'dense'");
        Refuse<ConfigException>(new() { ["flatten"] = "fc" }, "LearnDL knows no layer of PyTorch", "Flatten");
        var gru = new Sequential { new Input(6, 4), new GRU(3, resetAfter: false) };
        Refused.Says<ConfigException>(() => gru.LoadPyTorchWeights(At("gru"), new() { ["gru"] = "first" }), "resetAfter: true");

        var part = model.LoadPyTorchWeights(At("images"), new() { ["dense"] = "fc" }); // for a new beginning
        Assert.Equal(["dense/kernel", "dense/bias"], part.Loaded);
        Assert.Contains("conv2d/kernel", part.Missing);
        Assert.Contains("features.0.weight", part.Unexpected);
        Assert.DoesNotContain("features.1.num_batches_tracked", part.Unexpected);
    }
}
