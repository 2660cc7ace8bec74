using System.Text.Json.Nodes;
using LearnDL.Losses;
using LearnDL.Metrics;
using LearnDL.Models;
using LearnDL.Optimizers;

namespace LearnDL.Saving;

/// <summary>What Compile was given, in Keras 3's form. What is for several outputs goes by their names.</summary>
static class CompileConfig
{
    public static Config Of(TrainingSetup setup)
    {
        var outputs = setup.Outputs;
        return new()
        {
            { "optimizer", setup.Optimizer },
            { "loss", PerOutput(outputs, output => output.Loss?.Serialize().ToJsonObject()) },
            { "loss_weights", outputs.All(output => output.Weight == 1) ? null
                : outputs.Length == 1 ? new JsonArray(outputs[0].Weight)
                : PerOutput(outputs, output => output.Weight) },
            { "metrics", PerOutput(outputs, output => Metrics(output.Metrics.Take(output.Unweighted))) },
            { "weighted_metrics", PerOutput(outputs, output => Metrics(output.Metrics.Skip(output.Unweighted))) },
        };
    }

    static JsonNode? PerOutput(OutputSetup[] outputs, Func<OutputSetup, JsonNode?> entry) => outputs.Length == 1
        ? entry(outputs[0])
        : new JsonObject(outputs.Select(output => KeyValuePair.Create(output.Name, entry(output))));

    static JsonArray? Metrics(IEnumerable<Metric> metrics)
    {
        JsonNode[] all = [.. metrics.Select(metric => metric is NamedMetric named ? named.Given
            : (JsonNode)metric.Serialize().ToJsonObject())];
        return all.Length == 0 ? null : new JsonArray(all);
    }

    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static void Apply(Config config, Model model)
    {
        // Keras calls a Sequential's output after the last layer
        var names = model is Sequential { Layers: [.., { Name: { } last }] } ? [last] : model.OutputNames;
        var places = Enumerable.Range(0, names.Count).ToArray();
        config.Read(c =>
        {
            var optimizer = c.Part("optimizer", KnownClasses.Optimizers, Optimizer.Get);
            Loss?[] losses = [.. places.Select(k => Entry(c, "loss", names, k) is { } entry
                ? Part(c, "loss", entry, KnownClasses.Losses, Loss.Get) : null)];
            MetricList[] metrics = [.. places.Select(k => MetricsOf(c, "metrics", names, k))];
            MetricList[] weighted = [.. places.Select(k => MetricsOf(c, "weighted_metrics", names, k))];
            double[] weights = [.. places.Select(k => Entry(c, "loss_weights", names, k) switch
            {
                null => 1,
                JsonArray { Count: 1 } only => Number(c, only[0]),
                var entry => Number(c, entry),
            })];
            // how Keras runs a step; what comes out is the same
            c.Ignore("run_eagerly", "steps_per_execution", "jit_compile", "auto_scale_loss");
            model.Compile(optimizer, losses.All(loss => loss is null) ? null : LossList.Of(losses),
                OutputMetrics.Of(metrics), OutputMetrics.Of(weighted), LossWeights.Of(weights));
            return model;
        }, "Compile");
    }

    /// <summary>What a setting says of output k: by its name, by its place, or of all.</summary>
    static JsonNode? Entry(ConfigReader c, string setting, IReadOnlyList<string> outputs, int k) =>
        c.Find(setting) switch
        {
            JsonObject byName when !byName.ContainsKey("class_name") => byName.FirstOrDefault(entry =>
                !outputs.Contains(entry.Key)) is { Key: { } stranger }
                ? throw NameList.Unknown($"output (for '{setting}')", stranger, outputs) : byName[outputs[k]],
            var all when outputs.Count == 1 => all,
            JsonArray byPlace => byPlace.Count == outputs.Count ? byPlace[k]
                : throw c.Wrong(setting, $"one entry for each of {string.Join(" and ", outputs)}", byPlace),
            var all => all,
        };

    static MetricList MetricsOf(ConfigReader c, string setting, IReadOnlyList<string> outputs, int k) =>
        Entry(c, setting, outputs, k) switch
        {
            null => [],
            JsonArray list => MetricList.Of([.. list.Select(entry =>
                Part(c, setting, entry, KnownClasses.Metrics, Metric.Get))]),
            var one => MetricList.Of([Part(c, setting, one, KnownClasses.Metrics, Metric.Get)]),
        };

    static T Part<T>(ConfigReader c, string setting, JsonNode? entry, ClassTable<T> classes, Func<string, T> byName)
        where T : IConfigurable => entry switch
        {
            JsonValue value when value.TryGetValue<string>(out var name) => byName(name),
            // a function of Keras's: "mean_squared_error" and the like
            JsonObject function when function["class_name"]?.ToString() == "function"
                && function["config"] is JsonValue name => byName(name.ToString()),
            JsonObject part => classes.Deserialize(new Config(part), $"'{setting}' of Compile"),
            _ => throw c.Wrong(setting, "a name, or a class_name with a config", entry),
        };

    static double Number(ConfigReader c, JsonNode? entry) =>
        ConfigReader.NumberIn(entry) ?? throw c.Wrong("loss_weights", "a number for each output", entry);
}
