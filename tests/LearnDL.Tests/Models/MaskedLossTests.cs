using LearnDL.Callbacks;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;
using LearnDL.Tests.Golden;

namespace LearnDL.Tests.Models;

/// <summary>A masked step counts for nothing: not in the loss, not in its gradient, not in a metric.</summary>
public sealed class MaskedLossTests
{
    static readonly Tensor ids = Tensor.From(new int[,] { { 1, 2, 0, 0 }, { 3, 3, 1, 4 }, { 4, 0, 0, 0 } });
    static readonly Tensor y = Tensor.Normal([3, 4, 2], seed: 8, dtype: DType.Float64);

    static Sequential Model(bool maskZero = true, string loss = "mse", params string[] metrics)
    {
        var model = new Sequential(seed: 3, dtype: DType.Float64)
        {
            new Input([4]), new Embedding(5, 3, "normal", maskZero), new Dense(2, loss == "mse" ? "linear" : "softmax")
        };
        model.Compile("sgd", loss, metrics);
        return model;
    }

    /// <summary>Σ over the steps that are not masked of weight · squared error, / their number.</summary>
    static double ByHand(Sequential model, double[]? weights = null, double[]? rowWeights = null)
    {
        var p = model.Predict(ids);
        var (sum, count) = (0.0, 0);
        for (var n = 0; n < 3; n++)
            for (var t = 0; t < 4; t++)
                if (ids.At(n, t) != 0)
                {
                    sum += (weights?[n] ?? rowWeights?[n * 4 + t] ?? 1)
                        * (Math.Pow(p.At(n, t, 0) - y.At(n, t, 0), 2) + Math.Pow(p.At(n, t, 1) - y.At(n, t, 1), 2)) / 2;
                    count++;
                }
        return sum / count;
    }

    [Fact]
    public void The_loss_is_the_mean_over_the_steps_that_are_not_masked()
    {
        var model = Model();
        var expected = ByHand(model);
        Assert.NotEqual(expected, Model(maskZero: false).Evaluate(ids, y)["loss"], 1e-3);
        Assert.Equal(expected, model.Evaluate(ids, y)["loss"], 1e-12);
        Assert.Equal(expected, model.TestOnBatch(ids, y)["loss"], 1e-12);
        Assert.Equal(expected, model.TrainOnBatch(ids, y)["loss"], 1e-12);
    }

    [Fact]
    public void What_stands_at_a_masked_step_changes_nothing()
    {
        var other = y.Keep();
        for (var n = 0; n < 3; n++)
            for (var t = 0; t < 4; t++)
                if (ids.At(n, t) == 0)
                    other.AsSpan<double>()[(n * 4 + t) * 2] = 1e6;
        Sequential first = Model(), second = Model();
        var history = first.Fit(ids, y, epochs: 3, batchSize: 2, verbose: 0, validationData: (ids, y));
        var same = second.Fit(ids, other, epochs: 3, batchSize: 2, verbose: 0, validationData: (ids, other));
        Assert.Equal(first.WeightsHash(), second.WeightsHash());
        Assert.Equal(history["loss"], same["loss"]);
        Assert.Equal(history["val_loss"], same["val_loss"]);
    }

    [Fact]
    public void Rows_are_masked_first_and_weighted_then()
    {
        var model = Model();
        double[] weights = [0.5, 2, 3], rows = [.. Enumerable.Range(0, 12).Select(i => 0.1 * (i + 1))];
        Assert.Equal(ByHand(model, weights), model.Evaluate(ids, y, sampleWeight: Tensor.From(weights))["loss"], 1e-12);
        Assert.Equal(ByHand(model, rowWeights: rows),
            model.Evaluate(ids, y, sampleWeight: Tensor.From(rows).Reshape(3, 4))["loss"], 1e-12);
    }

    /// <summary>Batches have different numbers of real steps: a mean of their means would be another number.</summary>
    [Fact]
    public void The_size_of_the_batches_does_not_change_what_is_measured()
    {
        var model = Model(metrics: "mae");
        var whole = model.Evaluate(ids, y);
        foreach (var size in new[] { 1, 2 })
        {
            var logs = model.Evaluate(ids, y, size);
            Assert.Equal(whole["loss"], logs["loss"], 1e-12);
            Assert.Equal(whole["mae"], logs["mae"], 1e-12);
        }
    }

    [Fact]
    public void The_gradient_is_that_of_the_masked_loss()
    {
        Sequential masked = Model(), weighted = Model(maskZero: false);
        weighted.SetWeights(masked.GetWeights());
        Tensor rows = ids.Cast(DType.Float64).Positive().Scale(12.0 / 7); // 7 of 12 steps count
        masked.TrainOnBatch(ids, y);
        weighted.TrainOnBatch(ids, y, sampleWeight: rows);
        foreach (var (expected, got) in weighted.GetWeights().Zip(masked.GetWeights()))
            Near.Same(expected, got, "weights after a step");
    }

    [Fact]
    public void Metrics_count_the_steps_that_are_not_masked()
    {
        var labels = Tensor.From(new int[,] { { 0, 1, 0, 0 }, { 1, 1, 0, 1 }, { 0, 1, 1, 1 } });
        var model = Model(loss: "sparse_categorical_crossentropy", metrics: "accuracy");
        var classes = model.Predict(ids).ArgMax();
        var (right, count) = (0, 0);
        for (var n = 0; n < 3; n++)
            for (var t = 0; t < 4; t++)
                if (ids.At(n, t) != 0)
                    (right, count) = (right + (classes.At(n, t) == labels.At(n, t) ? 1 : 0), count + 1);
        Assert.Equal(7, count);
        Assert.Equal((double)right / count, model.Evaluate(ids, labels)["accuracy"], 1e-12);
        Assert.Equal((double)right / count, model.Evaluate(ids, labels, batchSize: 1)["accuracy"], 1e-12);
        Assert.Equal((double)right / count, model.TrainOnBatch(ids, labels)["accuracy"], 1e-12);
    }

    [Fact]
    public void An_epoch_is_weighted_by_the_steps_that_count()
    {
        var model = Model();
        model.Compile(new LearnDL.Optimizers.SGD(1e-30), "mse"); // a rate that changes nothing
        Assert.Equal(ByHand(model), model.Fit(ids, y, batchSize: 2, shuffle: false, verbose: 0)["loss"][0], 1e-12);
    }

    [Fact]
    public void Data_of_padding_only_are_refused_and_change_no_weight()
    {
        var model = Model();
        var before = model.WeightsHash();
        var padding = Tensor.Zeros([2, 4], DType.Int32);
        Refused.Says<DataException>(() => model.TrainOnBatch(padding, y[..2]),
            "Every time step is masked", "2 samples");
        Refused.Says<DataException>(() => model.Fit(padding, y[..2], batchSize: 1, epochs: 2, verbose: 0),
            "Every time step is masked", "2 samples");
        Refused.Says<DataException>(() => model.Evaluate(padding, y[..2]), "Every time step is masked");
        Assert.Equal(before, model.WeightsHash());
        Assert.Equal(0, model.Optimizer.Iterations);
    }

    /// <summary>As an empty text alone in its batch.</summary>
    [Fact]
    public void A_batch_of_padding_among_others_is_passed_over()
    {
        Tensor empty = Tensor.Zeros([1, 4], DType.Int32), some = MoveOps.Concatenate(empty, ids),
            targets = MoveOps.Concatenate(y[..1], y);
        Sequential model = Model(), same = Model();
        Assert.Equal(ByHand(model), model.Evaluate(some, targets, batchSize: 1)["loss"], 1e-12);
        var losses = new List<double>();
        var history = model.Fit(some, targets, batchSize: 1, epochs: 2, shuffle: false, verbose: 0,
            callbacks: [new LambdaCallback(onTrainBatchEnd: (_, logs) => losses.Add(logs["loss"]))]);
        Assert.Equal(same.Fit(ids, y, batchSize: 1, epochs: 2, shuffle: false, verbose: 0)["loss"], history["loss"]);
        Assert.Equal(same.WeightsHash(), model.WeightsHash());
        Assert.Equal(6, model.Optimizer.Iterations);
        Assert.Equal(8, losses.Count(double.IsFinite));
    }
}
