using System.Text.Json;
using LearnDL.Metrics;
using LearnDL.Tensors;

namespace LearnDL.Tests.Golden;

/// <summary>
/// Metrics against NumPy, which counts all samples at once, by the definition: after the first batch, and after three
/// batches of different sizes, with and without sample weights.
/// </summary>
public class MetricParityTests
{
    static readonly GoldenFile golden = new("metrics.json");
    static readonly GoldenCase[] data = golden.Root.Parts("data");

    public static TheoryData<int, string> Cases => golden.Theory(c =>
        $"{c.Text("metric")} {data[(int)c.Number("data")].Shape("yPred")} {string.Join(" ", Settings(c))}"
            + (c.Has("sampleWeight") ? " weighted" : ""));

    static readonly string[] names = ["curve", "method", "count", "thresholds", "multiLabel", "topK", "classId",
        "average", "beta", "threshold", "aggregation", "regressors", "k"];

    static IEnumerable<string> Settings(GoldenCase c) => names.Where(c.Has).Select(name => $"{name} {c[name]}");

    static int? Integer(GoldenCase c, string name) => c.Has(name) ? (int)c.Number(name) : null;

    static double[]? Thresholds(GoldenCase c) => c.Has("thresholds") ? GoldenCase.Doubles(c["thresholds"]) : null;

    static Metric Make(GoldenCase c) => c.Text("metric") switch
    {
        "auc" => new AUC(Integer(c, "count") ?? 200, c.Text("curve"), c.Text("method"), thresholds: Thresholds(c),
            multiLabel: c.Has("multiLabel")),
        "precision" => new Precision(Thresholds(c), Integer(c, "topK"), Integer(c, "classId")),
        "recall" => new Recall(Thresholds(c), Integer(c, "topK"), Integer(c, "classId")),
        "fbeta_score" => new FBetaScore(c["average"].GetString(), c.Number("beta"),
            c["threshold"].ValueKind == JsonValueKind.Null ? null : c.Number("threshold")),
        "r2_score" => new R2Score(c.Text("aggregation"), (int)c.Number("regressors")),
        "binary_accuracy" => new BinaryAccuracy(c.Number("threshold")),
        "top_k_categorical_accuracy" => new TopKCategoricalAccuracy((int)c.Number("k")),
        "sparse_top_k_categorical_accuracy" => new SparseTopKCategoricalAccuracy((int)c.Number("k")),
        var name => name,
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_figure_over_batches(int index, string name)
    {
        var c = golden.Cases[index];
        var samples = data[(int)c.Number("data")];
        var (y, p, weights) = (samples.Tensor("yTrue"), samples.Tensor("yPred"), c.Optional("sampleWeight"));
        var metric = Make(c);
        for (var use = 0; use < 2; use++)
        {
            var start = 0;
            foreach (var size in c.Integers("sizes"))
            {
                var end = start + size;
                metric.Update(y[start..end], p[start..end], weights.HasValue ? weights[start..end] : default);
                if (start == 0)
                    Near.Same([c.Number("first")], [metric.Result], $"{name}, first batch");
                start = end;
            }
            Near.Same([c.Number("all")], [metric.Result], name);
            metric.Reset(); // and once more, as if new
        }
    }
}
