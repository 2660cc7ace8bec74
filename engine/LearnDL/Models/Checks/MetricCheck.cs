using LearnDL.Metrics;

namespace LearnDL.Models;

/// <summary>Whether every figure has a key of its own in logs.</summary>
static class MetricCheck
{
    /// <summary>A weighted metric by a name that is taken gets a key of its own, as in Keras.</summary>
    public static Metric WithKey(Metric weighted, IReadOnlyList<Metric> metrics) =>
        weighted is NamedMetric named && metrics.Any(metric => metric.Name == named.Name)
            ? named.WithKey($"weighted_{named.Name}") : weighted;

    /// <exception cref="ModelException">Two metrics have one name, and so would have one place in logs.</exception>
    public static void Keys(IReadOnlyList<Metric> metrics)
    {
        foreach (var metric in metrics)
            if (metric is not NamedMetric
                && (metric.Name == "loss" || metrics.Count(other => other.Name == metric.Name) > 1))
                throw new ModelException(
                    $"Two figures are named '{metric.Name}'.", "a name of its own for every metric",
                    $"{string.Join(", ", metrics.Select(one => $"'{one.Name}'"))}",
                    $"Give one another name: new {metric.GetType().Name}(…, name: \"another\").");
    }

    /// <exception cref="ModelException">A metric object is given twice, and would count two outputs
    /// together.</exception>
    public static void Once(IReadOnlyList<Metric> metrics)
    {
        foreach (var metric in metrics)
            if (metric is not NamedMetric && metrics.Count(other => other == metric) > 1)
                throw new ModelException($"The metric object '{metric.Name}' was given twice.",
                    "an object of its own for every place", "the same object",
                    $"Make a second {metric.GetType().Name}.");
    }
}
