using LearnDL.Layers;
using LearnDL.Metrics;
using LearnDL.Models;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Metrics;

/// <summary>
/// The four counts of yes and no, and the best of one figure where another is large enough: at Keras 3's examples, and
/// against counting each threshold by itself.
/// </summary>
public sealed class CountMetricTests
{
    static Tensor Row(params ReadOnlySpan<double> values) => Tensor.From<double>(values, [values.Length]);

    static double Of(Metric metric, Tensor y, Tensor p, Tensor weights = default) => metric.Apply(y, p, weights);

    [Fact]
    public void Counts_as_Keras_publishes_them()
    {
        int[] quiet = [0, 1, 0, 0], loud = [0, 1, 1, 1];
        double[] lastButOne = [0, 0, 1, 0];
        Assert.Equal(2, Of(new FalsePositives(), quiet, Row(0, 0, 1, 1)));
        Assert.Equal(1, Of(new FalsePositives(), quiet, Row(0, 0, 1, 1), lastButOne));
        Assert.Equal(2, Of(new FalseNegatives(), loud, Row(0, 1, 0, 0)));
        Assert.Equal(1, Of(new FalseNegatives(), loud, Row(0, 1, 0, 0), lastButOne));
        Assert.Equal(2, Of(new TrueNegatives(), quiet, Row(1, 1, 0, 0)));
        Assert.Equal(1, Of(new TrueNegatives(), quiet, Row(1, 1, 0, 0), lastButOne));
        Assert.Equal(2, Of(new TruePositives(), loud, Row(1, 0, 1, 1)));
        Assert.Equal(1, Of(new TruePositives(), loud, Row(1, 0, 1, 1), lastButOne));
        Assert.Equal(1, Of(new TruePositives(0.7), loud, Row(0, 0.6, 0.8, 0.7)));
        Assert.False(new FalsePositives().LargerIsBetter || new FalseNegatives().LargerIsBetter);
        Assert.True(new TruePositives().LargerIsBetter && new TrueNegatives().LargerIsBetter);
    }

    [Fact]
    public void The_best_threshold_as_Keras_publishes_it()
    {
        int[] y = [0, 0, 0, 1, 1];
        double[] p = [0, 0.3, 0.8, 0.3, 0.8], weights = [1, 1, 2, 2, 1];
        Assert.Equal(0.5, Of(new SensitivityAtSpecificity(0.5), y, p));
        Assert.Equal(1.0 / 3, Of(new SensitivityAtSpecificity(0.5), y, p, weights), 1e-15);
        Assert.Equal(2.0 / 3, Of(new SpecificityAtSensitivity(0.5), y, p), 1e-15);
        Assert.Equal(0.5, Of(new SpecificityAtSensitivity(0.5), y, p, Row(1, 1, 2, 2, 2)), 1e-15);
        Assert.Equal(0.5, Of(new PrecisionAtRecall(0.5), y, p));
        Assert.Equal(1.0 / 3, Of(new PrecisionAtRecall(0.5), y, p, Row(2, 2, 2, 1, 1)), 1e-15);
        Assert.Equal(0.5, Of(new RecallAtPrecision(0.8), Row(0, 0, 1, 1), Row(0, 0.5, 0.3, 0.9)));
        Assert.Equal(1, Of(new RecallAtPrecision(0.8), Row(0, 0, 1, 1), Row(0, 0.5, 0.3, 0.9),
            Row(1, 0, 0, 1)));
        Assert.Equal(0, new PrecisionAtRecall(0.5).Result);
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(7, null)]
    [InlineData(1, null)]
    [InlineData(40, 1)]
    public void Against_every_threshold_by_itself(int thresholds, int? classId)
    {
        Tensor p = Tensor.Uniform([50, 3], seed: 4, dtype: DType.Float64), w = Tensor.Uniform([50], seed: 6),
            y = p.Add(Tensor.Normal([50, 3], seed: 5, stddev: 0.3, dtype: DType.Float64)).Shift(-0.6).Positive();
        p.AsSpan<double>()[3] = 0;
        p.AsSpan<double>()[4] = 1;
        double[] at = thresholds == 1 ? [0.5]
            : [.. Enumerable.Range(0, thresholds).Select(i => i / (thresholds - 1.0))];
        foreach (var least in (double[])[0, 0.3, 0.75, 0.9, 1])
        {
            double sensitivity = 0, specificity = 0, precision = 0, recall = 0;
            foreach (var t in at)
            {
                double tp = 0, fp = 0, tn = 0, fn = 0;
                for (var n = 0; n < 50; n++)
                    for (var k = 0; k < 3; k++)
                        if (classId is null || classId == k)
                            _ = (y.At(n, k) == 1, p.At(n, k) > t) switch
                            {
                                (true, true) => tp += w.At(n),
                                (true, false) => fn += w.At(n),
                                (false, true) => fp += w.At(n),
                                _ => tn += w.At(n),
                            };
                double found = tp / (tp + fn), left = tn / (tn + fp), right = tp + fp == 0 ? 0 : tp / (tp + fp);
                sensitivity = left >= least ? Math.Max(sensitivity, found) : sensitivity;
                specificity = found >= least ? Math.Max(specificity, left) : specificity;
                precision = found >= least ? Math.Max(precision, right) : precision;
                recall = right >= least ? Math.Max(recall, found) : recall;
            }
            Assert.Equal(sensitivity, Of(new SensitivityAtSpecificity(least, thresholds, classId), y, p, w), 1e-12);
            Assert.Equal(specificity, Of(new SpecificityAtSensitivity(least, thresholds, classId), y, p, w), 1e-12);
            Assert.Equal(precision, Of(new PrecisionAtRecall(least, thresholds, classId), y, p, w), 1e-12);
            Assert.Equal(recall, Of(new RecallAtPrecision(least, thresholds, classId), y, p, w), 1e-12);
        }
    }

    [Fact]
    public void By_name_in_a_training()
    {
        Tensor x = Tensor.Normal([20, 3], seed: 1), y = x[.., 0..1].Positive();
        var model = new Sequential([new Input([3]), new Dense(1, "sigmoid")], seed: 2);
        model.Compile("sgd", "bce", ["true_positives", "TrueNegatives", "FalsePositives", "false_negatives", "rmse"]);
        var logs = model.Evaluate(x, y, batchSize: 6);
        Assert.Equal(20, logs["true_positives"] + logs["TrueNegatives"] + logs["FalsePositives"]
            + logs["false_negatives"]);
        Assert.Equal(y.Sum().Item(), logs["true_positives"] + logs["false_negatives"]);
        Assert.Equal(new RootMeanSquaredError().Apply(y, model.Predict(x)), logs["rmse"], 1e-7);
    }

    [Fact]
    public void Settings_that_do_not_suit_are_refused()
    {
        Refused.Says<HyperparameterException>(() => _ = new SensitivityAtSpecificity(1.5), "specificity", "1.5");
        Refused.Says<HyperparameterException>(() => _ = new PrecisionAtRecall(0.5, 0), "numThresholds >= 1");
        Refused.Says<HyperparameterException>(() => _ = new RecallAtPrecision(0.5, classId: -1), "classId >= 0");
        Refused.Says<HyperparameterException>(() => _ = new TruePositives([1.5]), "thresholds", "1.5");
        var ones = Tensor.Ones([2, 3]);
        Refused.Says<HyperparameterException>(
            () => Of(new SpecificityAtSensitivity(0.5, classId: 3), ones, ones), "classId from 0 to 2");
        Refused.Says<ShapeException>(() => Of(new RecallAtPrecision(0.5), Tensor.Ones([2]), ones), "OneHot(3)");
        Refused.Says<ShapeException>(() => Of(new TruePositives(), Tensor.Ones([2]), ones), "OneHot(3)");
    }
}
