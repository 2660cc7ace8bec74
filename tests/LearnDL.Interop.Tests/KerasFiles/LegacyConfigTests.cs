using System.Text.Json.Nodes;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Saving;

namespace LearnDL.Interop.Tests;

/// <summary>Configs as Keras 2 wrote them over the years.</summary>
public sealed class LegacyConfigTests
{
    static Model Read(string json)
    {
        var form = Config.Parse(json);
        LegacyConfig.Upgrade(form);
        return Model.Deserialize(form, 1);
    }

    [Fact]
    public void A_list_of_layers_whose_first_knows_the_input()
    {
        var model = Read("""
            {"class_name": "Sequential", "config": [
              {"class_name": "Embedding", "config": {"name": "e", "batch_input_shape": [null, 5], "input_dim": 9,
                "output_dim": 4, "input_length": 5, "mask_zero": false, "dtype": "float32"}},
              {"class_name": "LSTM", "config": {"name": "l", "units": 3, "implementation": 1, "time_major": false}},
              {"class_name": "LeakyReLU", "config": {"name": "r", "alpha": 0.25}},
              {"class_name": "BatchNormalization", "config": {"name": "b", "axis": [1]}},
              {"class_name": "Dense", "config": {"name": "d", "units": 2, "kernel_initializer": {"class_name":
                "VarianceScaling", "config": {"scale": 2.0, "mode": "fan_in", "distribution": "normal", "seed": null}},
                "bias_initializer": {"class_name": "Zeros", "config": {"dtype": "float32"}}}}]}
            """);
        Assert.Equal([-1, 5], model.InputShape);
        Assert.Equal([-1, 2], model.OutputShape);
        Assert.Equal("e", model.Layers[0].Name); // the input is none of them
        Assert.Equal(0.25, (double)model.GetLayer("r").GetConfig()["negative_slope"]!);
        Assert.Equal("HeNormal", $"{model.GetLayer("d").GetConfig()["kernel_initializer"]!["class_name"]}");
    }

    [Theory]
    [InlineData("fan_avg", 1, "uniform", "GlorotUniform")]
    [InlineData("fan_avg", 1, "normal", "GlorotNormal")]
    [InlineData("fan_in", 2, "uniform", "HeUniform")]
    [InlineData("fan_in", 1, "truncated_normal", "LecunNormal")]
    public void Initializers_that_were_settings_of_one(string mode, int scale, string distribution, string name)
    {
        var form = Config.Parse("""
            {"class_name": "Sequential", "config": {"layers": [{"class_name": "Dense", "config": {"units": 1,
              "kernel_initializer": {"class_name": "VarianceScaling", "config": {"scale": SCALE.0,
                "mode": "MODE", "distribution": "DISTRIBUTION"}}}}]}}
            """.Replace("SCALE", $"{scale}").Replace("MODE", mode).Replace("DISTRIBUTION", distribution));
        LegacyConfig.Upgrade(form);
        Assert.Equal(name, $"{form["config"]!["layers"]![0]!["config"]!["kernel_initializer"]!["class_name"]}");
    }

    /// <summary>Inside a Keras 2 model, one that begins with an Input counts itself as its first use.</summary>
    [Fact]
    public void Models_in_a_model_and_states()
    {
        const string inner = """
            {"name": "f", "layers": [{"class_name": "InputLayer", "name": "i", "inbound_nodes": [],
              "config": {"name": "i", "batch_input_shape": [null, 3]}},
              {"class_name": "Dense", "name": "d", "config": {"name": "d", "units": 3},
                "inbound_nodes": [[["i", 0, 0, {}]]]}], "input_layers": [["i", 0, 0]], "output_layers": [["d", 0, 0]]}
            """;
        var model = Read("""
            {"class_name": "Model", "config": {"name": "m", "layers": [
              {"class_name": "InputLayer", "name": "x", "inbound_nodes": [],
                "config": {"name": "x", "batch_input_shape": [null, 4, 3]}},
              {"class_name": "LSTM", "name": "l", "config": {"name": "l", "units": 3, "return_state": true},
                "inbound_nodes": [[["x", 0, 0, {}]]]},
              {"class_name": "LSTM", "name": "k", "config": {"name": "k", "units": 3}, "inbound_nodes":
                [[["x", 0, 0, {"initial_state": [["l", 0, 1], ["l", 0, 2]]}]]]},
              {"class_name": "Model", "name": "f", "config": INNER,
                "inbound_nodes": [[["k", 0, 0, {}]], [["l", 0, 0, {}]]]},
              {"class_name": "Sequential", "name": "s", "config": {"name": "s", "layers": [
                {"class_name": "InputLayer", "config": {"name": "q", "batch_input_shape": [null, 3]}},
                {"class_name": "Dense", "config": {"name": "p", "units": 3}}]},
                "inbound_nodes": [[["f", 2, 0, {}]]]},
              {"class_name": "Add", "name": "a", "config": {"name": "a"},
                "inbound_nodes": [[["f", 1, 0, {}], ["s", 1, 0, {}]]]}],
              "input_layers": [["x", 0, 0]], "output_layers": [["a", 0, 0], ["s", 1, 0], ["f", 1, 0]]}}
            """.Replace("INNER", inner));
        Assert.Equal(["a", "s", "f"], model.OutputNames);
        var added = model.Outputs[0].Node;
        Assert.Equal(["f", "s"], added.Inputs.Select(input => input.Node.Layer.Name));
        Assert.Equal("k", added.Inputs[0].Node.Inputs[0].Node.Layer.Name);
        Assert.Equal("l", added.Inputs[1].Node.Inputs[0].Node.Inputs[0].Node.Layer.Name);
        Assert.Equal(3, model.GetLayer("k").Nodes[0].Inputs.Count);
    }

    [Fact]
    public void What_Compile_was_given()
    {
        var training = LegacyTraining.Upgrade(Config.Parse("""
            {"optimizer_config": {"class_name": "RMSprop", "config": {"lr": 0.01, "decay": 0.0, "rho": 0.9}},
             "loss": {"a": "mse", "b": {"class_name": "Huber", "config": {"reduction": "auto"}}},
             "metrics": [["accuracy", {"class_name": "MeanMetricWrapper", "config": {"fn": "mean_squared_error"}}]],
             "weighted_metrics": null, "loss_weights": [1.0, 0.5]}
            """));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""
            {"optimizer": {"class_name": "RMSprop", "config": {"rho": 0.9, "learning_rate": 0.01}},
             "loss": {"a": "mse", "b": {"class_name": "Huber", "config": {"reduction": "sum_over_batch_size"}}},
             "loss_weights": [1.0, 0.5], "metrics": ["accuracy", "mean_squared_error"], "weighted_metrics": null}
            """), training), training.ToJsonString());
    }
}
