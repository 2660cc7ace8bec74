using LearnDL.Saving;

namespace LearnDL.Metrics;

/// <summary>
/// TP / (TP + FN): of the outputs that are a yes, the share that was predicted as one; 0 where there is none.
/// </summary>
/// <param name="thresholds">Above which an output is a yes: 0.5 by default, one or several in [0, 1].</param>
/// <param name="topK">Only the k largest outputs of a row can be a yes, and without thresholds all of them are.</param>
/// <param name="classId">The only output to look at; all by default.</param>
/// <param name="name">The key in logs.</param>
/// <exception cref="HyperparameterException">A threshold is not in [0, 1], or topK or classId is negative.</exception>
public sealed class Recall(
    IReadOnlyList<double>? thresholds = null, int? topK = null, int? classId = null, string name = "recall")
    : ThresholdMetric(thresholds, topK, classId, name)
{
    /// <summary>The same at a single threshold.</summary>
    public Recall(double thresholds, int? topK = null, int? classId = null, string name = "recall")
        : this([thresholds], topK, classId, name)
    {
    }

    private protected override double ResultAt(int threshold) =>
        Share(Counts.TruePositives[threshold], Counts.FalseNegatives[threshold]);

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig()) { { "top_k", TopK }, { "class_id", ClassId } };

    /// <summary>A metric with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Recall FromConfig(Config config) =>
        Make(config, c => new Recall(c.NumbersOrNull("thresholds"), c.IntOrNull("top_k"), c.IntOrNull("class_id"),
            c.Name ?? "recall"));
}
