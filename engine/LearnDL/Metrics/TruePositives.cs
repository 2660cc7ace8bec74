using LearnDL.Saving;

namespace LearnDL.Metrics;

/// <summary>
/// TP: how many outputs were rightly predicted as a yes. With sample weights it is the sum of their weights. As in
/// Keras 3.
/// </summary>
/// <param name="thresholds">Above which an output is a yes: 0.5 by default, one or several in [0, 1].</param>
/// <param name="name">The key in logs.</param>
/// <exception cref="HyperparameterException">A threshold is not in [0, 1].</exception>
public sealed class TruePositives(IReadOnlyList<double>? thresholds = null, string name = "true_positives")
    : ThresholdMetric(thresholds, topK: null, classId: null, name)
{
    /// <summary>Counts at a single threshold.</summary>
    public TruePositives(double thresholds, string name = "true_positives") : this([thresholds], name)
    {
    }

    private protected override double ResultAt(int threshold) => Counts.TruePositives[threshold];

    /// <summary>A metric with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static TruePositives FromConfig(Config config) =>
        Make(config, c => new TruePositives(c.NumbersOrNull("thresholds"), c.Name ?? "true_positives"));
}
