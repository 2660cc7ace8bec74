using System.Collections;
using System.Runtime.CompilerServices;
using LearnDL.Losses;

namespace LearnDL.Metrics;

/// <summary>
/// The metrics that Compile is given, by name or as objects: <c>["accuracy", new AUC(curve: "PR")]</c>.
/// </summary>
[CollectionBuilder(typeof(MetricList), nameof(Of))]
public sealed class MetricList : IReadOnlyList<Metric>
{
    readonly Metric[] metrics;

    MetricList(Metric[] metrics) => this.metrics = metrics;

    /// <inheritdoc/>
    public int Count => metrics.Length;

    /// <inheritdoc/>
    public Metric this[int index] => metrics[index];

    /// <summary>A list of these metrics.</summary>
    public static MetricList Of(ReadOnlySpan<Metric> metrics) => new(metrics.ToArray());

    /// <summary>Metrics by name.</summary>
    /// <exception cref="UnknownNameException">A name is not known; the error lists those that are.</exception>
    public static implicit operator MetricList(string[] names) => new([.. names.Select(Metric.Get)]);

    /// <summary>Metrics by name.</summary>
    /// <exception cref="UnknownNameException">A name is not known; the error lists those that are.</exception>
    public static implicit operator MetricList(List<string> names) => new([.. names.Select(Metric.Get)]);

    /// <summary>One metric by its name.</summary>
    /// <exception cref="UnknownNameException">The name is not known; the error lists those that are.</exception>
    public static implicit operator MetricList(string name) => new([Metric.Get(name)]);

    /// <summary>One loss, reported as a metric.</summary>
    public static implicit operator MetricList(Loss loss) => new([loss]);

    /// <summary>One metric.</summary>
    public static implicit operator MetricList(Metric metric) => new([metric]);

    /// <summary>Metrics that are made already.</summary>
    public static implicit operator MetricList(Metric[] metrics) => Of(metrics);

    /// <inheritdoc/>
    public IEnumerator<Metric> GetEnumerator() => ((IEnumerable<Metric>)metrics).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
