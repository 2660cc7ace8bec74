using LearnDL.Saving;

namespace LearnDL.Metrics;

/// <summary>
/// The largest precision TP / (TP + FP) where the recall TP / (TP + FN) is at least what is asked for.
/// As in Keras 3.
/// </summary>
/// <param name="recall">What is asked for, in [0, 1].</param>
/// <param name="numThresholds">The number of thresholds that are tried, spaced evenly from 0 to 1; a single one is
/// 0.5.</param>
/// <param name="classId">The only output to look at; all by default.</param>
/// <param name="name">The key in logs.</param>
/// <exception cref="HyperparameterException">A setting is out of its range.</exception>
public sealed class PrecisionAtRecall(double recall, int numThresholds = 200, int? classId = null,
    string name = "precision_at_recall") : BestThreshold(recall, "recall", numThresholds, classId, name)
{
    private protected override (double Bound, double Figure) At(double tp, double fp, double tn, double fn) =>
        (Share(tp, fn), Share(tp, fp));

    /// <summary>A metric with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static PrecisionAtRecall FromConfig(Config config) =>
        Make(config, c => new PrecisionAtRecall(c.Number("recall"), c.Int("num_thresholds", 200),
            c.IntOrNull("class_id"), c.Name ?? "precision_at_recall"));
}
