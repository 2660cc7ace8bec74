using LearnDL.Metrics;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Metrics;

/// <summary>Precision, recall, F and top-k, at the examples and edges of Keras 3.</summary>
public sealed class YesNoMetricTests
{
    static double Of(Metric metric, Tensor y, Tensor p, Tensor weights = default)
    {
        metric.Update(y, p, weights);
        return metric.Result;
    }

    static readonly Tensor y = Tensor.From<int>([0, 1, 1, 1]), p = Tensor.From<int>([1, 0, 1, 1]);

    [Fact]
    public void Precision_and_recall_by_hand()
    {
        var lastButOne = Tensor.From<float>([0, 0, 1, 0]);
        Assert.Equal(2.0 / 3, Of(new Precision(), y, p), 1e-15);
        Assert.Equal(2.0 / 3, Of(new Recall(), y, p), 1e-15);
        Assert.Equal(1, Of(new Precision(), y, p, lastButOne));
        Assert.Equal(1, Of(new Recall(), y, p, lastButOne));
        Assert.Equal(0, Of(new Precision(), y, Tensor.Zeros([4]))); // no yes was said
        Assert.Equal(0, Of(new Recall(), Tensor.Zeros([4]), p));    // there is none
        Assert.Equal(0, new Precision().Result);
    }

    /// <summary>0.3 in Float32 is a little more than 0.3; at a threshold of 0.3 it is still a no.</summary>
    [Fact]
    public void A_threshold_is_compared_in_the_type_of_the_outputs()
    {
        var (yes, at) = (Tensor.From<int>([1]), Tensor.From<float>([0.3f]));
        Assert.Equal(0, Of(new Recall(0.3), yes, at));
        Assert.Equal(0, Of(new Recall(thresholds: 0.3), yes, Tensor.From<double>([0.3])));
        Assert.Equal(1, Of(new Recall(0.3), yes, Tensor.From<float>([MathF.BitIncrement(0.3f)])));
    }

    [Fact]
    public void Several_thresholds_have_a_figure_each()
    {
        var precision = new Precision([0.2, 0.6]);
        precision.Update(Tensor.From<int>([1, 0]), Tensor.From<float>([0.9f, 0.4f]));
        Assert.Equal([0.5, 1], precision.Results);
        Assert.Equal(0.75, precision.Result);
    }

    [Fact]
    public void Of_equal_outputs_the_first_is_among_the_largest()
    {
        Tensor first = Tensor.From(new[,] { { 1, 0, 0 } }), same = Tensor.Full([1, 3], 0.2);
        Assert.Equal(1, Of(new Precision(topK: 1), first, same));
        Assert.Equal(0.5, Of(new Precision(topK: 2), first, same));
        Assert.Equal(0, Of(new Precision(topK: 2, classId: 2), first, same));
        Assert.Equal(0, Of(new Precision(0.5, topK: 1), first, same)); // and it must be above a threshold given too
    }

    [Fact]
    public void F_as_Keras_publishes_it()
    {
        Tensor targets = Tensor.From(new[,] { { 1, 1, 1 }, { 1, 0, 0 }, { 1, 1, 0 } }),
            outputs = Tensor.From(new[,] { { 0.2f, 0.6f, 0.7f }, { 0.2f, 0.6f, 0.6f }, { 0.6f, 0.8f, 0 } });
        var f1 = new F1Score(threshold: 0.5);
        f1.Update(targets, outputs);
        Assert.Equal(f1.Results.Average(), f1.Result);
        Assert.Equal(3, f1.Results.Count);
        Assert.All(f1.Results.Zip([0.5, 0.8, 0.6666667]), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
        var f2 = new FBetaScore(beta: 2, threshold: 0.5);
        f2.Update(targets, outputs);
        Assert.All(f2.Results.Zip([0.3846154, 0.9090909, 0.8333334]),
            pair => Assert.Equal(pair.Second, pair.First, 1e-6));
        Assert.Equal(0, new F1Score("weighted").Result);
        Assert.Equal(0, new F1Score().Result);
    }

    [Fact]
    public void A_row_of_zeros_has_no_largest_output()
    {
        var f1 = new F1Score("micro");
        f1.Update(Tensor.From(new[,] { { 1, 0 } }), Tensor.Zeros([1, 2]));
        Assert.Equal(0, f1.Result);
        f1.Update(Tensor.From(new[,] { { 1, 1 } }), Tensor.From(new[,] { { 0.3f, 0.3f } })); // both are largest
        Assert.Equal(2 * 1 * (2.0 / 3) / (1 + 2.0 / 3), f1.Result, 1e-6);
    }

    [Fact]
    public void Top_k_as_Keras_publishes_it()
    {
        Tensor hot = Tensor.From(new[,] { { 0, 0, 1 }, { 0, 1, 0 } }), labels = Tensor.From<int>([2, 1]),
            outputs = Tensor.From(new[,] { { 0.1f, 0.9f, 0.8f }, { 0.05f, 0.95f, 0 } }),
            weights = Tensor.From<float>([0.7f, 0.3f]);
        Assert.Equal(0.5, Of(new TopKCategoricalAccuracy(1), hot, outputs));
        Assert.Equal(0.3, Of(new TopKCategoricalAccuracy(1), hot, outputs, weights), 1e-7);
        Assert.Equal(0.5, Of(new SparseTopKCategoricalAccuracy(1), labels, outputs));
        Assert.Equal(0.3, Of(new SparseTopKCategoricalAccuracy(1), labels.ExpandDims(), outputs, weights), 1e-7);
        Assert.Equal(1, Of(new SparseTopKCategoricalAccuracy(2), labels, outputs));
    }

    [Fact]
    public void A_label_that_is_no_class_is_never_among_the_largest()
    {
        var outputs = Tensor.Full([3, 2], 0.5);
        Assert.Equal(0, Of(new SparseTopKCategoricalAccuracy(5), Tensor.From([-1, 2, 0.5]), outputs));
        Assert.Equal(0, Of(new SparseTopKCategoricalAccuracy(5), Tensor.From<int>([1]),
            Tensor.From(new[,] { { 0.3, double.NaN } })));
    }

    [Fact]
    public void Every_row_of_a_sequence_counts_with_the_weight_of_its_sample()
    {
        Tensor targets = Tensor.From(new[, ,] { { { 1 }, { 1 } }, { { 0 }, { 1 } } }),
            outputs = Tensor.From(new[, ,] { { { 0.9f }, { 0.1f } }, { { 0.9f }, { 0.9f } } });
        Assert.Equal(2.0 / 3, Of(new Precision(), targets, outputs), 1e-15);
        Assert.Equal(0.5, Of(new Precision(), targets, outputs, Tensor.From<float>([0, 1])), 1e-15);
        var byRow = Tensor.From(new float[,] { { 1, 0 }, { 0, 1 } });
        Assert.Equal(1, Of(new Precision(), targets, outputs, byRow));
        Assert.Equal(1, Of(new Recall(), targets, outputs, byRow));
    }

    [Fact]
    public void Settings_and_shapes_that_do_not_suit_are_refused()
    {
        Refused.Says<HyperparameterException>(() => _ = new Precision(1.5), "thresholds", "1.5");
        Refused.Says<HyperparameterException>(() => _ = new Recall([]), "threshold", "0.5");
        Refused.Says<HyperparameterException>(() => _ = new Precision(topK: 0), "topK >= 1");
        Refused.Says<HyperparameterException>(() => _ = new Recall(classId: -1), "classId >= 0");
        var ones = Tensor.Ones([2, 3]);
        Refused.Says<HyperparameterException>(() => Of(new Recall(classId: 3), ones, ones), "classId from 0 to 2");
        Refused.Says<HyperparameterException>(() => _ = new F1Score("mean"), "'mean'", "macro");
        Refused.Says<HyperparameterException>(() => _ = new F1Score(threshold: 0), "above 0");
        Refused.Says<HyperparameterException>(() => _ = new FBetaScore(beta: 0), "beta");
        Refused.Says<HyperparameterException>(() => _ = new TopKCategoricalAccuracy(0), "k >= 1");
        Refused.Says<ShapeException>(() => new Precision().Update(Tensor.Ones([4]), Tensor.Ones([4, 3])), "OneHot(3)");
        Refused.Says<ShapeException>(() => new Precision().Update(y, p, Tensor.Ones([3])), "weights", "(4,)", "(3,)");
        Refused.Says<ShapeException>(() => new TopKCategoricalAccuracy().Update(Tensor.Ones([4]), Tensor.Ones([4, 3])),
            "sparse_top_k_categorical_accuracy");
    }
}
