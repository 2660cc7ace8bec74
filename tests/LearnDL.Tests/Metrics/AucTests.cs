using LearnDL.Metrics;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Metrics;

/// <summary>Areas under curves as Keras 3 publishes them, and at the edges of its buckets.</summary>
public sealed class AucTests
{
    static readonly Tensor y = Tensor.From<int>([0, 0, 1, 1]), p = Tensor.From<float>([0, 0.5f, 0.3f, 0.9f]);

    static double Of(AUC auc, Tensor y, Tensor p, Tensor weights = default)
    {
        auc.Update(y, p, weights);
        return auc.Result;
    }

    [Fact]
    public void Three_thresholds_by_hand()
    {
        // thresholds 0 − ε, 0.5, 1 + ε: recall 1, 0.5, 0; share of no taken for yes 1, 0, 0
        Assert.Equal(0.75, Of(new AUC(numThresholds: 3), y, p), 1e-15);
        Assert.Equal(1, Of(new AUC(numThresholds: 3), y, p, Tensor.From<float>([1, 0, 0, 1])), 1e-15);
    }

    [Fact]
    public void All_thresholds_that_matter_give_the_share_of_pairs_in_the_right_order()
    {
        // 0.9 is above both, 0.3 above one of two
        Assert.Equal(0.75, Of(new AUC(), y, p), 1e-15);
        Assert.Equal(1, Of(new AUC(), y, Tensor.From<float>([0.1f, 0.2f, 0.6f, 0.7f])), 1e-15);
        Assert.Equal(0, Of(new AUC(), y, Tensor.From<float>([0.6f, 0.7f, 0.1f, 0.2f])), 1e-15);
    }

    [Theory]
    [InlineData("ROC", 0.5)] // one bucket holds all: half of every pair
    [InlineData("PR", 0.5)]  // precision 2 of 4 throughout
    public void Predictions_that_are_all_the_same(string curve, double area)
    {
        foreach (var same in new[] { 0f, 0.25f, 1f })
            Assert.Equal(area, Of(new AUC(curve: curve), y, Tensor.Full([4], same)), 1e-15);
    }

    [Fact]
    public void Predictions_at_0_and_1_and_beyond_are_counted()
    {
        var ends = Tensor.From<double>([0, -3, 1, 7]); // held within 0 and 1 first
        Assert.Equal(1, Of(new AUC(), y, ends), 1e-15);
        Assert.Equal(1, Of(new AUC(curve: "PR"), y, ends), 1e-15);
    }

    static readonly int[] Above = [31, 53, 62, 103, 106, 111, 119, 124];

    /// <summary>
    /// A prediction of just a threshold, k / 199, belongs to the bucket below it, and is found in Float32, as in Keras:
    /// there it comes out one too high for a few k. (In Float64 it would for every second one.)
    /// </summary>
    [Fact]
    public void A_prediction_at_a_threshold_is_not_above_it()
    {
        for (var k = 1; k < 199; k++)
        {
            var at = k / 199f;
            var auc = new AUC();
            auc.Update(Tensor.From<int>([1]), Tensor.From<float>([at]));
            auc.Update(Tensor.From<int>([0]), Tensor.From<float>([(k - 0.5f) / 199]));
            Assert.Equal(Above.Contains(k) ? 1 : 0.5, auc.Result, 1e-15); // both in one bucket, or not
        }
    }

    [Fact]
    public void Only_yes_or_only_no_has_no_area()
    {
        Assert.Equal(0, Of(new AUC(), Tensor.Ones([4], DType.Int32), p));
        Assert.Equal(0, Of(new AUC(), Tensor.Zeros([4], DType.Int32), p));
        Assert.Equal(0, Of(new AUC(curve: "PR"), Tensor.Zeros([4], DType.Int32), p));
        Assert.Equal(1, Of(new AUC(curve: "PR"), Tensor.Ones([4], DType.Int32), p), 1e-15);
        Assert.Equal(0, new AUC().Result);
    }

    [Fact]
    public void Scores_are_those_of_their_probabilities()
    {
        var scores = Tensor.Normal([50], stddev: 2, seed: 1);
        var labels = Tensor.Normal([50], seed: 2).Positive();
        Assert.Equal(Of(new AUC(), labels, scores.Sigmoid()), Of(new AUC(fromLogits: true), labels, scores));
    }

    [Fact]
    public void Labels_have_areas_of_their_own_and_weights()
    {
        Tensor labels = Tensor.Normal([40, 3], seed: 3).Positive(), outputs = Tensor.Uniform([40, 3], seed: 4);
        double[] areas = [.. Enumerable.Range(0, 3).Select(k =>
            Of(new AUC(), labels[.., k..(k + 1)], outputs[.., k..(k + 1)]))];

        Assert.Equal(areas.Average(), Of(new AUC(multiLabel: true, numLabels: 3), labels, outputs), 1e-12);
        Assert.Equal((areas[0] + 3 * areas[2]) / 4,
            Of(new AUC(multiLabel: true, labelWeights: [1, 0, 3]), labels, outputs), 1e-12);
        Assert.Equal(areas[1], Of(new AUC(labelWeights: [0, 2, 0]), labels, outputs), 1e-12);
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Refused.Says<HyperparameterException>(() => _ = new AUC(numThresholds: 1), "numThresholds >= 2", "1");
        Refused.Says<HyperparameterException>(() => _ = new AUC(curve: "ROCK"), "'ROCK'", "\"PR\"");
        Refused.Says<HyperparameterException>(() => _ = new AUC(summationMethod: "midpoint"), "\"majoring\"");
        Refused.Says<HyperparameterException>(() => _ = new AUC(thresholds: [0.5, 1.5]), "thresholds", "1.5");
        Refused.Says<HyperparameterException>(() => _ = new AUC(numLabels: 3), "multiLabel");
        Refused.Says<ShapeException>(() => Of(new AUC(multiLabel: true, numLabels: 2), Tensor.Ones([2, 3]),
            Tensor.Ones([2, 3])), "2 outputs", "3");
        Refused.Says<ShapeException>(() => Of(new AUC(), Tensor.Ones([4]), Tensor.Ones([4, 3])), "y.OneHot(3)");
    }
}
