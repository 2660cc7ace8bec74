using LearnDL.Saving;

namespace LearnDL.Metrics;

/// <summary>
/// The largest sensitivity TP / (TP + FN), the share of yes that is found, where the specificity TN / (TN + FP), the
/// share of no that is left alone, is at least what is asked for.
/// As in Keras 3.
/// </summary>
/// <param name="specificity">What is asked for, in [0, 1].</param>
/// <param name="numThresholds">The number of thresholds that are tried, spaced evenly from 0 to 1; a single one is
/// 0.5.</param>
/// <param name="classId">The only output to look at; all by default.</param>
/// <param name="name">The key in logs.</param>
/// <exception cref="HyperparameterException">A setting is out of its range.</exception>
public sealed class SensitivityAtSpecificity(double specificity, int numThresholds = 200, int? classId = null,
    string name = "sensitivity_at_specificity")
    : BestThreshold(specificity, "specificity", numThresholds, classId, name)
{
    private protected override (double Bound, double Figure) At(double tp, double fp, double tn, double fn) =>
        (Share(tn, fp), Share(tp, fn));

    /// <summary>A metric with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static SensitivityAtSpecificity FromConfig(Config config) =>
        Make(config, c => new SensitivityAtSpecificity(c.Number("specificity"), c.Int("num_thresholds", 200),
            c.IntOrNull("class_id"), c.Name ?? "sensitivity_at_specificity"));
}
