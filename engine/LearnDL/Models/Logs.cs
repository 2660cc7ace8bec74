namespace LearnDL.Models;

/// <summary>The figures of an epoch or a batch by name, in the order they are reported: loss first, then the metrics, then "val_…".</summary>
public sealed class Logs : OrderedDictionary<string, double>;
