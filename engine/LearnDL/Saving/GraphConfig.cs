using System.Text.Json.Nodes;
using LearnDL.Layers;
using LearnDL.Models;

namespace LearnDL.Saving;

/// <summary>Writes down how the layers of a functional model are joined.</summary>
sealed class GraphConfig
{
    readonly Dictionary<Node, int> numbers = [];                  // of a layer's uses in this model
    readonly Dictionary<SymbolicTensor, string> inputNames = [];  // of inputs that no Input gives
    readonly Dictionary<Layer, JsonArray> uses = [];
    readonly Dictionary<Layer, int> counts = [];

    /// <exception cref="ConfigException">A layer's class is not known, or it is in two models.</exception>
    public static Config Of(Model model)
    {
        CheckOnce(model);
        return new GraphConfig().Write(model);
    }

    /// <summary>
    /// Weights that two models share would be two sets of weights afterwards: a config has no word for it.
    /// </summary>
    static void CheckOnce(Model model)
    {
        var owners = new Dictionary<Layer, Layer>(ReferenceEqualityComparer.Instance);
        var open = new Stack<Layer>([model]);
        while (open.TryPop(out var owner))
            foreach (var layer in owner.Inner)
                if (owners.TryAdd(layer, owner))
                    open.Push(layer);
                else if (owners[layer] != owner)
                    throw new ConfigException($"{layer} is in {owners[layer]} and in {owner}, which share its weights.",
                        "every layer in one model", "a layer in two, which a config would make into two layers",
                        "Apply the whole inner model twice, or give each model a layer of its own.");
    }

    Config Write(Model model)
    {
        var (layers, order) = (new JsonArray(), 0);
        foreach (var input in model.Inputs.Where(input => input.Node.Layer is not Input))
        {
            var name = FreeName(model, $"{input.Node.Layer.Name}_input");
            inputNames[input] = name;
            layers.Add((JsonNode)Entry(new Input(input.Shape[1..], name), name, []));
        }
        foreach (var step in model.Graph.Steps)
        {
            var (layer, node) = (step.Layer, step.Node!);
            numbers[node] = counts[layer] = counts.GetValueOrDefault(layer, -1) + 1;
            if (uses.TryAdd(layer, []))
                layers.Add((JsonNode)Entry(layer, layer.Name!, uses[layer]));
            if (layer is not Input)
                uses[layer].Add((JsonNode)Use(node, order++));
        }
        var config = new Config
        {
            { "name", model.Name }, { "trainable", model.Trainable }, { "layers", layers },
            { "input_layers", Ends(model.Inputs) }, { "output_layers", Ends(model.Outputs) },
        };
        if (model.ActivityRegularizer is not null) // Keras's models have none
            config.Add("activity_regularizer", model.ActivityRegularizer);
        return config;
    }

    string FreeName(Model model, string name)
    {
        var free = name;
        for (var n = 1; model.Layers.Any(layer => layer.Name == free) || inputNames.ContainsValue(free); n++)
            free = $"{name}_{n}";
        return free;
    }

    static JsonObject Entry(Layer layer, string name, JsonArray uses)
    {
        var entry = layer.Serialize().ToJsonObject();
        entry["name"] = name;
        entry["inbound_nodes"] = uses;
        return entry;
    }

    /// <summary>
    /// What goes into one use. The order in which the uses run is LearnDL's own entry, so that a model of this config
    /// adds its gradients up in the same order; Keras passes over it.
    /// </summary>
    JsonObject Use(Node node, int order)
    {
        JsonNode[] inputs = [.. node.Inputs.Select(Tensor)];
        var hasState = node.Layer is IRecurrentLayer or Bidirectional && inputs.Length > 1;
        var isList = node.Layer is Merge || (inputs.Length > 1 && !hasState);
        return new JsonObject
        {
            ["args"] = isList ? new JsonArray(new JsonArray(inputs)) : new JsonArray(inputs[0]),
            ["kwargs"] = hasState ? new JsonObject { ["initial_state"] = new JsonArray(inputs[1..]) } : [],
            ["order"] = order,
        };
    }

    JsonObject Tensor(SymbolicTensor tensor) => new()
    {
        ["class_name"] = "__keras_tensor__",
        ["config"] = new Config
        {
            { "shape", tensor.Shape }, { "dtype", DTypeConfig.Name(tensor.Node.Layer.BuiltAs ?? Settings.FloatX) },
            { "keras_history", History(tensor, first: 0) },
        }.ToJsonObject(),
    };

    /// <summary>The layer, which of its uses, and which of that one's outputs.</summary>
    JsonArray History(SymbolicTensor tensor, int first) =>
        inputNames.TryGetValue(tensor, out var name) ? [name, 0, 0]
            : [tensor.Node.Layer.Name, first + numbers[tensor.Node], tensor.Index];

    /// <summary>Inputs or outputs. Here, and only here, Keras counts the uses of a functional model from 1.</summary>
    JsonArray Ends(SymbolicTensors tensors)
    {
        JsonArray[] ends = [.. tensors.Select(tensor =>
            History(tensor, tensor.Node.Layer is Model and not Sequential ? 1 : 0))];
        return ends.Length == 1 ? ends[0] : new JsonArray([.. ends]);
    }
}
