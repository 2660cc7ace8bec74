using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Metrics;

/// <summary>Keras has a metric for every loss, under its name: here a loss can stand for a metric.</summary>
public sealed class LossAsMetricTests
{
    static readonly Tensor x = Tensor.Uniform([12, 3], seed: 1), y = Tensor.Uniform([12, 2], seed: 2);

    [Fact]
    public void It_is_the_figure_that_the_name_chooses()
    {
        var model = new Sequential([new Input([3]), new Dense(2, "sigmoid")], seed: 1);
        model.Compile("sgd", "mse", ["mae", "mape", "huber", "cosine_similarity", "poisson"]);
        var named = model.Evaluate(x, y);
        model.Compile("sgd", "mse",
            [new MeanAbsoluteError(), new MeanAbsolutePercentageError(), new Huber(), new CosineSimilarity(),
                new Poisson()]);
        var given = model.Evaluate(x, y);
        Assert.Equal(["loss", "mean_absolute_error", "mean_absolute_percentage_error", "huber", "cosine_similarity",
            "poisson"], given.Keys);
        Assert.Equal(named.Values, given.Values);
        Assert.True(given["cosine_similarity"] > 0); // the metric's sign, not the loss's
    }
}
