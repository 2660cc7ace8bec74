using LearnDL.Metrics;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Metrics;

/// <summary>Figures of numbers, at the examples and edges of Keras 3.</summary>
public sealed class RegressionMetricTests
{
    static readonly Tensor y = Tensor.From(new[,] { { 0, 1 }, { 0, 0 } }),
        p = Tensor.From(new[,] { { 1, 1 }, { 0, 0 } }), first = Tensor.From<float>([1, 0]);

    static double Of(Metric metric, Tensor y, Tensor p, Tensor weights = default)
    {
        metric.Update(y, p, weights);
        return metric.Result;
    }

    [Theory]
    [InlineData("mse", 0.25, 0.5)]
    [InlineData("mae", 0.25, 0.5)]
    [InlineData("mape", 250000000.0, 500000000.0)]
    [InlineData("msle", 0.12011322, 0.24022643)]
    [InlineData("root_mean_squared_error", 0.5, 0.70710677)]
    [InlineData("log_cosh_error", 0.10844523, 0.21689045)]
    public void As_Keras_publishes_them(string name, double all, double weighted)
    {
        Assert.Equal(all, Of(name, y, p), 3e-7 * all); // published in Float32
        Assert.Equal(weighted, Of(name, y, p, first), 3e-7 * weighted);
    }

    [Fact]
    public void Cosine_similarity_is_the_loss_without_the_minus()
    {
        Tensor a = Tensor.From(new[,] { { 0.0, 1 }, { 1, 1 } }), b = Tensor.From(new[,] { { 1.0, 0 }, { 1, 1 } });
        Metric metric = "cosine_similarity";
        Assert.Equal(0.5, Of(metric, a, b), 1e-12);
        Assert.True(metric.LargerIsBetter);
        Assert.Equal(0.7, Of("cosine_similarity", a, b, Tensor.From([0.3, 0.7])), 1e-12);
        Assert.Equal(-0.5, new LearnDL.Losses.CosineSimilarity().Value(a, b), 1e-12);
    }

    [Fact]
    public void R2_as_Keras_publishes_it()
    {
        Tensor targets = Tensor.From<float>([1, 4, 3]), outputs = Tensor.From<float>([2, 4, 4]);
        Assert.Equal(0.57142857, Of(new R2Score(), targets, outputs), 1e-7);
        Assert.Equal(0, new R2Score().Result);
        Assert.Equal(1, Of(new R2Score(), targets, targets));
        Assert.Equal(0, Of(new R2Score(), targets, Tensor.Full([3], 8 / 3.0, DType.Float64)), 1e-12); // the mean
    }

    /// <summary>Far from 0 the mean's digits must not eat those of the variation.</summary>
    [Fact]
    public void R2_keeps_its_digits_far_from_0()
    {
        Tensor targets = Tensor.Normal([200], seed: 1, dtype: DType.Float64),
            outputs = targets.Add(Tensor.Normal([200], stddev: 0.2, seed: 2, dtype: DType.Float64));
        var near = Of(new R2Score(), targets, outputs);
        Assert.Equal(near, Of(new R2Score(), targets.Shift(1e7), outputs.Shift(1e7)), 1e-7);
    }

    [Fact]
    public void R2_of_targets_that_are_all_the_same()
    {
        var same = Tensor.Full([3], 0.1);
        Assert.Equal(0, Of(new R2Score(), same, Tensor.From<float>([0.1f, 0.2f, 0.3f])));
        Assert.True(double.IsNaN(Of(new R2Score(), same, same))); // 0 / 0, as in Keras
    }

    [Fact]
    public void R2_of_several_outputs_and_with_a_price_for_inputs()
    {
        Tensor targets = Tensor.Normal([30, 2], seed: 3, dtype: DType.Float64),
            noise = Tensor.Normal([30, 2], seed: 4, dtype: DType.Float64),
            outputs = targets.Add(noise.MultiplyRow(Tensor.From([0.1, 2])));
        var each = new R2Score(null);
        Assert.Empty(each.Results);
        Assert.Equal(Of(new R2Score(), targets, outputs), Of(each, targets, outputs));
        Assert.Equal(2, each.Results.Count);
        Assert.True(each.Results[0] > 0.9 && each.Results[1] < 0);
        var plain = Of(new R2Score(), targets, outputs);
        Assert.Equal(1 - (1 - plain) * 59 / 54, Of(new R2Score(numRegressors: 5), targets, outputs), 1e-12);
        Assert.Equal(plain, Of(new R2Score(numRegressors: 59), targets, outputs)); // too many: plain R²
        Refused.Says<HyperparameterException>(() => _ = new R2Score("mean"), "'mean'", "uniform_average");
        Refused.Says<HyperparameterException>(() => _ = new R2Score(numRegressors: -1), "numRegressors >= 0");
    }

    /// <summary>Not the mean of the batches' roots.</summary>
    [Fact]
    public void The_root_is_taken_of_all_batches_together()
    {
        var metric = new RootMeanSquaredError();
        metric.Update(Tensor.From<float>([0]), Tensor.From<float>([3]));
        metric.Update(Tensor.From<float>([0, 0, 0]), Tensor.From<float>([1, 1, 1]));
        Assert.Equal(Math.Sqrt(3), metric.Result, 1e-7);
    }
}
