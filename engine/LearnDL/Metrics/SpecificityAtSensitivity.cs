using LearnDL.Saving;

namespace LearnDL.Metrics;

/// <summary>
/// The largest specificity TN / (TN + FP), the share of no that is left alone, where the sensitivity TP / (TP + FN),
/// the share of yes that is found, is at least what is asked for.
/// As in Keras 3.
/// </summary>
/// <param name="sensitivity">What is asked for, in [0, 1].</param>
/// <param name="numThresholds">The number of thresholds that are tried, spaced evenly from 0 to 1; a single one is
/// 0.5.</param>
/// <param name="classId">The only output to look at; all by default.</param>
/// <param name="name">The key in logs.</param>
/// <exception cref="HyperparameterException">A setting is out of its range.</exception>
public sealed class SpecificityAtSensitivity(double sensitivity, int numThresholds = 200, int? classId = null,
    string name = "specificity_at_sensitivity")
    : BestThreshold(sensitivity, "sensitivity", numThresholds, classId, name)
{
    private protected override (double Bound, double Figure) At(double tp, double fp, double tn, double fn) =>
        (Share(tp, fn), Share(tn, fp));

    /// <summary>A metric with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static SpecificityAtSensitivity FromConfig(Config config) =>
        Make(config, c => new SpecificityAtSensitivity(c.Number("sensitivity"), c.Int("num_thresholds", 200),
            c.IntOrNull("class_id"), c.Name ?? "specificity_at_sensitivity"));
}
