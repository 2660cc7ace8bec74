using System.Text.Json.Nodes;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Saving;

/// <summary>Makes a functional model of what <see cref="GraphConfig"/> or Keras wrote.</summary>
sealed class GraphReader
{
    readonly ConfigReader config;
    readonly Dictionary<string, Layer> layers = [];

    /// <summary>One use of a layer: which, in which order, of which tensors.</summary>
    readonly record struct Use(Layer Layer, int Number, int Order, IReadOnlyList<TensorAt> Inputs);

    /// <summary>A tensor by the layer, which of its uses, and which of that one's outputs.</summary>
    readonly record struct TensorAt(string Layer, int Use, int Index);

    GraphReader(ConfigReader config) => this.config = config;

    public static Model Read(ConfigReader config, int? seed) => new GraphReader(config).Read(seed);

    Model Read(int? seed)
    {
        var entries = config.Objects("layers");
        var uses = new List<Use>();
        for (var i = 0; i < entries.Count; i++)
        {
            if (IsMask(entries[i]))
                continue;
            var layer = config.LayerAt(entries[i], $"layers[{i}]");
            var name = entries[i]["name"]?.ToString() ?? layer.Name ?? $"layer {i}";
            layer.Name ??= name;
            if (!layers.TryAdd(name, layer))
                throw new ConfigException($"Two layers of the config are called '{name}'.", "a name for each", name,
                    "Give one of them another name, there and where it is read.");
            uses.AddRange(UsesOf(layer, entries[i], $"layers[{i}]", uses.Count));
        }
        Apply(uses);
        return new Model(Ends("input_layers"), Ends("output_layers"), config.Name, seed, ModelDType.Of(entries));
    }

    /// <summary>
    /// Whether it is what Keras computes an Embedding's mask with, ids ≠ 0: here the layers hand masks on by
    /// themselves.
    /// </summary>
    static bool IsMask(JsonObject entry) => entry["class_name"]?.ToString() == "NotEqual"
        && entry["inbound_nodes"] is JsonArray { Count: 1 } nodes
        && nodes[0] is JsonObject use && use["args"] is JsonArray { Count: 2 } args
        && args[1]?.ToJsonString() == "0";

    bool IsOfMask(JsonNode value) => value is JsonObject && config.Objects("layers").Any(entry => IsMask(entry)
        && entry["name"]?.ToString()
            == ((value["config"] as JsonObject)?["keras_history"] as JsonArray)?.FirstOrDefault()?.ToString());

    IEnumerable<Use> UsesOf(Layer layer, JsonObject entry, string where, int order)
    {
        if (entry["inbound_nodes"] is not JsonArray nodes)
            throw Wrong($"{where} ('{layer.Name}')", "\"inbound_nodes\": [ { \"args\": …, \"kwargs\": … }, … ]",
                entry["inbound_nodes"]);
        for (var number = 0; number < nodes.Count; number++)
        {
            var node = nodes[number] as JsonObject ?? throw Wrong($"{where} ('{layer.Name}')",
                "{ \"args\": …, \"kwargs\": … } for each use", nodes[number]);
            var inputs = new List<TensorAt>();
            Collect(node["args"], inputs);
            foreach (var (key, value) in node["kwargs"] as JsonObject ?? [])
                if (key == "initial_state")
                    Collect(value, inputs);
                else if (value is not null && !(key == "mask" && IsOfMask(value)))
                    throw Wrong($"A use of '{layer.Name}' sets '{key}'", "null", value);
            yield return new Use(layer, number, node["order"] is JsonValue given && given.TryGetValue<int>(out var at)
                ? at : order + number, inputs);
        }
    }

    /// <summary>All tensors in an argument, in their order.</summary>
    static void Collect(JsonNode? argument, List<TensorAt> inputs)
    {
        if (argument is JsonArray list)
            foreach (var part in list)
                Collect(part, inputs);
        else if (argument is JsonObject tensor && tensor["class_name"]?.ToString() == "__keras_tensor__")
            inputs.Add(At((tensor["config"] as JsonObject)?["keras_history"], first: 0));
        else if (argument is not null)
            throw Wrong("An argument of a layer", "tensors that other layers give", argument);
    }

    static TensorAt At(JsonNode? history, int first) => history is JsonArray { Count: 3 } parts
        && parts[0] is JsonValue word && word.TryGetValue<string>(out var layer)
        && parts[1] is JsonValue second && second.TryGetValue<int>(out var use)
        && parts[2] is JsonValue third && third.TryGetValue<int>(out var index)
            ? new TensorAt(layer, use - first, index)
            : throw Wrong("A tensor", "[ layer, number of its use, number of its output ]", history);

    /// <summary>Applies the layers, in the order of their uses as far as what they read is there.</summary>
    void Apply(List<Use> uses)
    {
        var open = uses.OrderBy(use => use.Order).ToList();
        while (open.Count > 0)
        {
            var next = open.FindIndex(use => use.Layer.Nodes.Count == use.Number && use.Inputs.All(IsMade));
            if (next < 0)
                throw new ConfigException($"The layers of '{config.Name}' cannot be joined: '{open[0].Layer.Name}' reads "
                    + "what depends on it, or what no layer gives.",
                    "layers that read what others give before them",
                    string.Join(", ", open[0].Inputs.Select(at => $"'{at.Layer}' use {at.Use}")),
                    "Look at keras_history of its inbound_nodes.");
            open[next].Layer.Apply(SymbolicTensors.Of([.. open[next].Inputs.Select(Find)]));
            open.RemoveAt(next);
        }
    }

    bool IsMade(TensorAt at) =>
        layers.TryGetValue(at.Layer, out var layer) && at.Use >= 0 && at.Use < layer.Nodes.Count;

    SymbolicTensor Find(TensorAt at)
    {
        if (!IsMade(at))
            throw new ConfigException($"The config has no use {at.Use} of a layer '{at.Layer}'.",
                string.Join(", ", layers.Keys), at.Layer, "Correct the name or the number.");
        var outputs = layers[at.Layer].Nodes[at.Use].Outputs;
        return at.Index >= 0 && at.Index < outputs.Count ? outputs[at.Index] : throw new ConfigException(
            $"'{at.Layer}' has no output {at.Index}.", $"0 to {outputs.Count - 1}", $"{at.Index}",
            "Correct the number.");
    }

    SymbolicTensors Ends(string name)
    {
        var ends = config.Find(name) as JsonArray ?? throw Wrong($"'{name}'", "[ [ layer, use, output ], … ]", null);
        return SymbolicTensors.Of(ends.Count > 0 && ends[0] is JsonArray ? [.. ends.Select(End)] : [End(ends)]);
    }

    SymbolicTensor End(JsonNode? end)
    {
        var at = At(end, first: 0);
        var isModel = layers.GetValueOrDefault(at.Layer) is Model and not Sequential; // whose uses count from 1 here
        return Find(at with { Use = at.Use - (isModel ? 1 : 0) });
    }

    static ConfigException Wrong(string what, string expected, JsonNode? got) => new(
        $"{what} in the config of a model is not what it should be.", expected,
        Config.Shortened(got?.ToJsonString() ?? "null"), "Give what GetConfig wrote.");
}
