using System.Text.Json.Nodes;

namespace LearnDL.Interop;

/// <summary>
/// How Keras 2 writes what a layer reads: <c>[[["dense", 0, 0, {}]]]</c>, for each use of the layer a list of tensors,
/// each by its layer, which of that one's uses, and which of its outputs. Keras 3 has arguments there.
/// </summary>
static class LegacyNodes
{
    /// <summary>Changes the config of a functional model in place.</summary>
    public static void Upgrade(JsonObject config, JsonArray layers)
    {
        var isOld = layers.Any(layer =>
            layer.At("inbound_nodes") is JsonArray nodes && nodes.Any(node => node is JsonArray));
        if (!isOld)
            return;
        // a model that begins with an Input has a use before all others: itself
        var models = new Dictionary<string, string>();
        foreach (var layer in layers)
            if (layer.At("config").At("layers") is JsonArray inner && layer.At("name").Word() is { } name
                && inner.Count > 0 && (inner[0].At("class_name").Word() == "InputLayer"
                    || layer.At("class_name").Word() != "Sequential"))
                models[name] = layer.At("class_name").Word() ?? "";
        foreach (var layer in layers)
            if (layer is JsonObject form && form["inbound_nodes"] is JsonArray nodes)
                form["inbound_nodes"] = new JsonArray([.. nodes.Select(node => Use(node, models))]);
        foreach (var end in Ends(config["output_layers"])) // where Keras 3 counts a functional model from 1, too
            if (end is JsonArray { Count: > 1 } && end.At(0).Word() is { } name && models.GetValueOrDefault(name) == "Sequential")
                end[1] = Before(end[1]);
    }

    static JsonNode? Use(JsonNode? node, Dictionary<string, string> models)
    {
        if (node is not JsonArray tensors)
            return node?.DeepClone();
        JsonNode?[] inputs = [.. tensors.Select(tensor => Tensor(tensor, models))];
        var kwargs = new JsonObject();
        foreach (var (name, value) in tensors.OfType<JsonArray>().Select(tensor => tensor.Count > 3 ? tensor[3] : null)
            .OfType<JsonObject>().SelectMany(settings => settings))
            kwargs[name] = Argument(value, models);
        return new JsonObject
        {
            ["args"] = inputs.Length == 1 ? new JsonArray(inputs) : new JsonArray(new JsonArray(inputs)),
            ["kwargs"] = kwargs,
        };
    }

    /// <summary>An argument beside the input, such as initial_state: a tensor, several, or something else.</summary>
    static JsonNode? Argument(JsonNode? value, Dictionary<string, string> models) => value switch
    {
        JsonArray { Count: >= 3 } tensor when tensor[0] is JsonValue => Tensor(tensor, models),
        JsonArray list => new JsonArray([.. list.Select(part => Argument(part, models))]),
        _ => value?.DeepClone(),
    };

    static JsonNode? Tensor(JsonNode? tensor, Dictionary<string, string> models)
    {
        if (tensor is not JsonArray { Count: >= 3 } parts)
            return tensor?.DeepClone();
        var isModel = parts[0].Word() is { } name && models.ContainsKey(name);
        return new JsonObject
        {
            ["class_name"] = "__keras_tensor__",
            ["config"] = new JsonObject
            {
                ["keras_history"] = new JsonArray(parts[0]?.DeepClone(),
                    isModel ? Before(parts[1]) : parts[1]?.DeepClone(), parts[2]?.DeepClone()),
            },
        };
    }

    static JsonNode? Before(JsonNode? use) =>
        use is JsonValue value && value.TryGetValue<int>(out var number) ? number - 1 : use?.DeepClone();

    static IEnumerable<JsonArray> Ends(JsonNode? ends) => ends is not JsonArray list ? []
        : list.Count > 0 && list[0] is JsonArray ? list.OfType<JsonArray>() : [list];
}
