using System.Text.Json.Nodes;
using LearnDL.Saving;

namespace LearnDL.Interop;

/// <summary>What Compile was given, as .h5 files have it, in the form of Keras 3.</summary>
static class LegacyTraining
{
    public static JsonObject Upgrade(Config training)
    {
        var optimizer = training["optimizer_config"]?.DeepClone();
        if (optimizer is JsonObject && optimizer.At("config") is JsonObject settings)
            UpgradeOptimizer(settings);
        return new JsonObject
        {
            ["optimizer"] = optimizer,
            ["loss"] = Loss(training["loss"]),
            ["loss_weights"] = training["loss_weights"]?.DeepClone(),
            ["metrics"] = Metrics(training["metrics"]),
            ["weighted_metrics"] = Metrics(training["weighted_metrics"]),
        };
    }

    static void UpgradeOptimizer(JsonObject settings)
    {
        if (settings["lr"] is { } rate)
            settings["learning_rate"] = rate.DeepClone();
        if (settings["decay"]?.ToJsonString() is "0" or "0.0" or "null")
            settings.Remove("decay");
        foreach (var name in (string[])["lr", "is_legacy_optimizer", "jit_compile"])
            settings.Remove(name);
    }

    /// <summary>A loss, or one for each output. Keras 2's "auto" is what Keras 3 does by default.</summary>
    static JsonNode? Loss(JsonNode? loss)
    {
        var copy = loss?.DeepClone();
        Each(copy, part =>
        {
            if (part.At("config") is JsonObject settings && settings.At("reduction").Word() == "auto")
                settings["reduction"] = "sum_over_batch_size";
        });
        return copy;
    }

    static void Each(JsonNode? node, Action<JsonObject> change)
    {
        if (node is JsonArray list)
            foreach (var part in list)
                Each(part, change);
        else if (node is JsonObject part && part.ContainsKey("class_name"))
            change(part);
        else if (node is JsonObject byName)
            foreach (var (_, inner) in byName)
                Each(inner, change);
    }

    /// <summary>
    /// Metrics, or some for each output. Keras 2 wraps a function, whose name says it all, and puts the metrics of the
    /// only output in a list of their own.
    /// </summary>
    static JsonNode? Metrics(JsonNode? metrics) => metrics switch
    {
        JsonArray { Count: 1 } only when only[0] is JsonArray inner => Metrics(inner),
        JsonArray list => new JsonArray([.. list.Select(Metrics)]),
        JsonObject wrapper when wrapper.At("class_name").Word() == "MeanMetricWrapper" =>
            wrapper.At("config").At("fn")?.DeepClone(),
        JsonObject byName when !byName.ContainsKey("class_name") =>
            new JsonObject(byName.Select(entry => KeyValuePair.Create(entry.Key, Metrics(entry.Value)))),
        _ => metrics?.DeepClone(),
    };
}
