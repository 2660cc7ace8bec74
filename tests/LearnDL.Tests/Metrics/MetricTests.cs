using FsCheck.Xunit;
using LearnDL.Metrics;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Metrics;

public sealed class MetricTests
{
    /// <summary>"accuracy" is chosen by shapes alone, as in Keras 3.</summary>
    [Theory]
    [InlineData(new[] { -1, 1 }, new[] { 40, 1 }, typeof(BinaryAccuracy))]
    [InlineData(new[] { -1, 1 }, new[] { 40 }, typeof(BinaryAccuracy))]
    [InlineData(new[] { -1, 10 }, new[] { 40 }, typeof(SparseCategoricalAccuracy))]
    [InlineData(new[] { -1, 10 }, new[] { 40, 1 }, typeof(SparseCategoricalAccuracy))]
    [InlineData(new[] { -1, 10 }, new[] { 40, 10 }, typeof(CategoricalAccuracy))]
    [InlineData(new[] { -1, 5, 10 }, new[] { 40, 5 }, typeof(SparseCategoricalAccuracy))]
    [InlineData(new[] { -1, 5, 10 }, new[] { 40, 5, 10 }, typeof(CategoricalAccuracy))]
    public void Accuracy_takes_the_form_that_suits_the_shapes(int[] prediction, int[] targets, Type expected)
    {
        foreach (var name in new[] { "accuracy", "acc" })
        {
            var metric = Metric.Get(name).For(Shape.Of(prediction), Shape.Of(targets), null);
            Assert.IsType(expected, metric);
            Assert.Equal(name, metric.Name);
            Assert.True(metric.LargerIsBetter);
        }
    }

    [Fact]
    public void Every_name_is_known_and_kept()
    {
        Assert.All(Metric.Names, name => Assert.Equal(name, Metric.Get(name).For([-1, 2], [4, 2], null).Name));
        Assert.False(Metric.Get("mse").For([-1, 2], [4, 2], null).LargerIsBetter);
        Refused.Says<UnknownNameException>(() => Metric.Get("precison"),
            "No metric is named 'precison'", "accuracy");
    }

    static double Of(Metric metric, Tensor y, Tensor p)
    {
        metric.Update(y, p);
        return metric.Result;
    }

    [Fact]
    public void Yes_is_strictly_above_a_half()
    {
        var p = Tensor.From(new float[,] { { 0.5f }, { MathF.BitIncrement(0.5f) }, { 0.9f }, { 0.1f } });

        Assert.Equal(1, Of(new BinaryAccuracy(), Tensor.From<int>([0, 1, 1, 0]), p));
        Assert.Equal(0.75, Of(new BinaryAccuracy(), Tensor.From<int>([1, 1, 1, 0]), p));
        Assert.Equal(0.75, Of(new BinaryAccuracy(threshold: 0.95), Tensor.From<int>([0, 1, 0, 0]), p));
    }

    [Fact]
    public void Several_yes_or_no_outputs_count_each() =>
        Assert.Equal(0.75, Of(new BinaryAccuracy(), Tensor.From(new float[,] { { 1, 0 }, { 1, 1 } }),
            Tensor.From(new[,] { { 0.9f, 0.1f }, { 0.2f, 0.8f } })));

    [Property(MaxTest = 50)]
    public void Accuracies_count_as_one_would_by_hand(int seed)
    {
        var random = new RandomSource(seed);
        int n = 1 + random.NextInt(20), k = 2 + random.NextInt(5);
        var p = random.Uniform([n, k], 0, 1, DType.Float32);
        var labels = Enumerable.Range(0, n).Select(_ => random.NextInt(k)).ToArray();
        var right = Enumerable.Range(0, n).Count(row =>
        {
            var best = 0;
            for (var c = 1; c < k; c++)
                if (p.At(row, c) > p.At(row, best))
                    best = c;
            return best == labels[row];
        });

        Assert.Equal((double)right / n, Of(new SparseCategoricalAccuracy(), Tensor.From(labels), p), 1e-12);
        Assert.Equal((double)right / n,
            Of(new SparseCategoricalAccuracy(), Tensor.From(labels).ExpandDims().Cast(DType.Float32), p), 1e-12);
        Assert.Equal((double)right / n, Of(new CategoricalAccuracy(), Scene.Eye(k).Gather(labels), p), 1e-12);
    }

    [Fact]
    public void Batches_of_different_size_are_weighted_by_it()
    {
        var metric = new SparseCategoricalAccuracy();
        var p = Tensor.From(new float[,] { { 1, 0 }, { 1, 0 }, { 1, 0 }, { 1, 0 } });
        Assert.Equal(0, metric.Result);

        metric.Update(Tensor.From<int>([0, 0, 0]), p[..3]);
        metric.Update(Tensor.From<int>([1]), p[3..]);
        Assert.Equal(0.75, metric.Result);

        metric.Reset();
        metric.Update(Tensor.From<int>([1]), p[3..]);
        Assert.Equal(0, metric.Result);
    }

    [Fact]
    public void Targets_of_another_shape_are_not_paired_by_their_number()
    {
        var p = Tensor.Full([2, 3], 0.5);
        Refused.Says<ShapeException>(() => new BinaryAccuracy().Update(Tensor.Ones([3, 2]), p), "'binary_accuracy'",
            "(2, 3)", "(3, 2)");
        Refused.Says<ShapeException>(() => new CategoricalAccuracy().Update(Tensor.Ones([3, 2]), p),
            "(2, 3)", "(3, 2)");
        Refused.Says<ShapeException>(() =>
            new SparseCategoricalAccuracy().Update(Tensor.Ones([3, 2]), Tensor.Ones([2, 3, 4])), "(2, 3)", "(3, 2)");
        Refused.Says<ShapeException>(() => new LossMetric("mae").Update(Tensor.Ones([3, 2]), p), "(2, 3)", "(3, 2)");
    }

    [Fact]
    public void A_loss_can_be_a_metric() =>
        Assert.Equal(1.5,
            Of(new LossMetric("mae"), Tensor.From<float>([1, 2]), Tensor.From(new float[,] { { 2 }, { 4 } })));

    [Fact]
    public void Every_step_of_a_sequence_counts() =>
        Assert.Equal(0.5, Of(new SparseCategoricalAccuracy(), Tensor.From(new int[,] { { 0, 1 } }),
            Tensor.From(new float[,,] { { { 1, 0 }, { 1, 0 } } })));
}
