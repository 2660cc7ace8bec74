using LearnDL.Saving;

namespace LearnDL.Metrics;

/// <summary>
/// The largest recall TP / (TP + FN) where the precision TP / (TP + FP) is at least what is asked for.
/// As in Keras 3.
/// </summary>
/// <param name="precision">What is asked for, in [0, 1].</param>
/// <param name="numThresholds">The number of thresholds that are tried, spaced evenly from 0 to 1; a single one is
/// 0.5.</param>
/// <param name="classId">The only output to look at; all by default.</param>
/// <param name="name">The key in logs.</param>
/// <exception cref="HyperparameterException">A setting is out of its range.</exception>
public sealed class RecallAtPrecision(double precision, int numThresholds = 200, int? classId = null,
    string name = "recall_at_precision") : BestThreshold(precision, "precision", numThresholds, classId, name)
{
    private protected override (double Bound, double Figure) At(double tp, double fp, double tn, double fn) =>
        (Share(tp, fp), Share(tp, fn));

    /// <summary>A metric with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static RecallAtPrecision FromConfig(Config config) =>
        Make(config, c => new RecallAtPrecision(c.Number("precision"), c.Int("num_thresholds", 200),
            c.IntOrNull("class_id"), c.Name ?? "recall_at_precision"));
}
