using System.Collections;
using System.Runtime.CompilerServices;

namespace LearnDL.Metrics;

/// <summary>
/// The metrics that Compile is given. Of a model with one output a list: <c>["accuracy", new AUC()]</c>. Of one with
/// several, a list for each in their order, <c>[["accuracy"], ["mae", "mse"]]</c>, or by the outputs' names:
/// <c>new Dictionary&lt;string, MetricList&gt; { ["price"] = ["mae"] }</c>. As in Keras 3.
/// </summary>
[CollectionBuilder(typeof(OutputMetrics), nameof(Of))]
public sealed class OutputMetrics : IReadOnlyList<MetricList>
{
    readonly MetricList[] lists;
    readonly string[]? names;

    /// <summary>No output is named yet.</summary>
    public OutputMetrics() : this([], [])
    {
    }

    OutputMetrics(MetricList[] lists, string[]? names = null) => (this.lists, this.names) = (lists, names);

    /// <inheritdoc/>
    public int Count => lists.Length;

    /// <inheritdoc/>
    public MetricList this[int index] => lists[index];

    /// <summary>The metrics of the output of this name: <c>metrics: new() { ["price"] = ["mae", "mse"] }</c>.</summary>
    public MetricList this[string output]
    {
        init => (lists, names) = ([.. lists, value], [.. names ?? [], output]);
    }

    /// <summary>These lists.</summary>
    public static OutputMetrics Of(ReadOnlySpan<MetricList> lists) => new(lists.ToArray());

    /// <summary>Metrics by name.</summary>
    /// <exception cref="UnknownNameException">A name is not known; the error lists those that are.</exception>
    public static implicit operator OutputMetrics(string[] names) => new([.. names.Select(name => (MetricList)name)]);

    /// <summary>Metrics by name.</summary>
    /// <exception cref="UnknownNameException">A name is not known; the error lists those that are.</exception>
    public static implicit operator OutputMetrics(List<string> names) => names.ToArray();

    /// <summary>Metrics that are made already.</summary>
    public static implicit operator OutputMetrics(Metric[] metrics) =>
        new([.. metrics.Select(metric => (MetricList)metric)]);

    /// <summary>One metric.</summary>
    public static implicit operator OutputMetrics(Metric metric) => new([metric]);

    /// <summary>The metrics of a model with one output.</summary>
    public static implicit operator OutputMetrics(MetricList metrics) => new([metrics]);

    /// <summary>A list for every output.</summary>
    public static implicit operator OutputMetrics(MetricList[] lists) => Of(lists);

    /// <summary>Lists by the names of outputs.</summary>
    public static implicit operator OutputMetrics(Dictionary<string, MetricList> lists) =>
        new([.. lists.Values], [.. lists.Keys]);

    /// <summary>Metrics by the names of outputs.</summary>
    public static implicit operator OutputMetrics(Dictionary<string, Metric[]> metrics) =>
        new([.. metrics.Values.Select(list => (MetricList)list)], [.. metrics.Keys]);

    /// <summary>Metrics, by their names, by the names of outputs.</summary>
    /// <exception cref="UnknownNameException">A metric's name is not known; the error lists those that are.</exception>
    public static implicit operator OutputMetrics(Dictionary<string, string[]> metrics) =>
        new([.. metrics.Values.Select(list => (MetricList)list)], [.. metrics.Keys]);

    /// <summary>A metric, by its name, by the names of outputs.</summary>
    /// <exception cref="UnknownNameException">A metric's name is not known; the error lists those that are.</exception>
    public static implicit operator OutputMetrics(Dictionary<string, string> metrics) =>
        new([.. metrics.Values.Select(name => (MetricList)name)], [.. metrics.Keys]);

    /// <summary>The metrics of each of the outputs.</summary>
    /// <exception cref="LearnDLException">An output's name is not known, or there are not as many lists as
    /// outputs.</exception>
    internal IReadOnlyList<Metric>[] For(IReadOnlyList<string> outputs)
    {
        if (names is not null)
            return [.. PerOutput.Ordered(names, lists, outputs, "metric").Select(list => list ?? [])];
        if (outputs.Count == 1)
            return [[.. lists.SelectMany(list => list)]];
        return lists.Length == 0 ? [.. outputs.Select(_ => (MetricList)[])]
            : [.. PerOutput.Counted(lists, outputs, "metric").Select(list => list!)];
    }

    /// <inheritdoc/>
    public IEnumerator<MetricList> GetEnumerator() => ((IEnumerable<MetricList>)lists).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
