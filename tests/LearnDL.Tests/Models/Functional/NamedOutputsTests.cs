using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Metrics;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>Losses, metrics, weights and data that are written down by the outputs' names in braces.</summary>
public sealed class NamedOutputsTests
{
    static readonly Tensor x = Tensor.Normal([20, 3], seed: 1), price = Tensor.Normal([20, 1], seed: 2),
        rooms = Tensor.Normal([20, 1], seed: 3);

    static Model Houses()
    {
        var input = new Input([3], "house");
        return new Model(input, [new Dense(1, name: "price").Apply(input), new Dense(1, name: "rooms").Apply(input)],
            seed: 1);
    }

    [Fact]
    public void Braces_are_the_same_as_lists_in_the_outputs_order()
    {
        Model one = Houses(), other = Houses();
        one.Compile(new SGD(0.1), ["mse", "mae"], [["mae"], ["mse", "mape"]], lossWeights: [2, 0.5]);
        other.Compile(new SGD(0.1), loss: new() { ["rooms"] = "mae", ["price"] = new MeanSquaredError() },
            metrics: new() { ["rooms"] = ["mse", "mape"], ["price"] = "mae" },
            lossWeights: new() { ["rooms"] = 0.5, ["price"] = 2 });
        one.Fit(x, new[] { price, rooms }, epochs: 2, verbose: 0);
        other.Fit(x: new() { ["house"] = x }, y: new() { ["rooms"] = rooms, ["price"] = price }, epochs: 2, verbose: 0);
        Assert.Equal(one.MetricsNames, other.MetricsNames);
        Assert.Equal(one.WeightsHash(), other.WeightsHash());
    }

    [Fact]
    public void An_output_that_does_not_exist_is_an_error()
    {
        var model = Houses();
        foreach (var compile in new Action[]
        {
            () => model.Compile("sgd", new() { ["prise"] = "mse" }),
            () => model.Compile("sgd", "mse", new() { ["prise"] = ["mae"] }),
            () => model.Compile("sgd", "mse", lossWeights: new() { ["prise"] = 1 }),
        })
            Assert.Contains("Nearest: 'price'", Assert.Throws<UnknownNameException>(compile).Fix,
                StringComparison.Ordinal);
        Assert.Throws<HyperparameterException>(() => new LossWeights { ["price"] = double.NaN });
    }

    /// <summary>Dictionaries of every kind of value that Keras takes.</summary>
    [Fact]
    public void Dictionaries_of_metrics()
    {
        foreach (var metrics in new OutputMetrics[]
        {
            new Dictionary<string, string[]> { ["rooms"] = ["mae"] },
            new Dictionary<string, Metric[]> { ["rooms"] = ["mae"] },
            new Dictionary<string, string> { ["rooms"] = "mae" },
        })
        {
            var model = Houses();
            model.Compile("sgd", "mse", metrics);
            Assert.Equal(["loss", "price_loss", "rooms_loss", "rooms_mae"], model.MetricsNames);
        }
    }
}
