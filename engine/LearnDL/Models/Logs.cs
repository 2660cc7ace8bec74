using LearnDL.Metrics;

namespace LearnDL.Models;

/// <summary>The figures of an epoch or a batch by name, in the order they are reported: loss first, then the metrics, then "val_…".</summary>
public sealed class Logs : OrderedDictionary<string, double>
{
    internal static Logs Of(double loss, Metric[] metrics)
    {
        var logs = new Logs { ["loss"] = loss };
        foreach (var metric in metrics)
            logs[metric.Name] = metric.Result;
        return logs;
    }
}
