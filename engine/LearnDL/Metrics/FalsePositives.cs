using LearnDL.Saving;

namespace LearnDL.Metrics;

/// <summary>
/// FP: how many outputs were predicted as a yes and are none. With sample weights it is the sum of their weights. As in
/// Keras 3.
/// </summary>
/// <param name="thresholds">Above which an output is a yes: 0.5 by default, one or several in [0, 1].</param>
/// <param name="name">The key in logs.</param>
/// <exception cref="HyperparameterException">A threshold is not in [0, 1].</exception>
public sealed class FalsePositives(IReadOnlyList<double>? thresholds = null, string name = "false_positives")
    : ThresholdMetric(thresholds, topK: null, classId: null, name)
{
    /// <summary>Counts at a single threshold.</summary>
    public FalsePositives(double thresholds, string name = "false_positives") : this([thresholds], name)
    {
    }

    /// <inheritdoc/>
    public override bool LargerIsBetter => false;

    private protected override double ResultAt(int threshold) => Counts.FalsePositives[threshold];

    /// <summary>A metric with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static FalsePositives FromConfig(Config config) =>
        Make(config, c => new FalsePositives(c.NumbersOrNull("thresholds"), c.Name ?? "false_positives"));
}
