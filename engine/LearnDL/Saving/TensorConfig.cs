using System.Text.Json.Nodes;
using LearnDL.Tensors;

namespace LearnDL.Saving;

/// <summary>A tensor in a config, such as the numbers of a <see cref="Initializers.Constant"/>.</summary>
static class TensorConfig
{
    /// <summary>As Keras writes it: nested lists, and the type.</summary>
    public static Config Of(Tensor tensor) => new()
    {
        { "class_name", "__tensor__" },
        { "config", Contents(tensor) },
    };

    static Config Contents(Tensor tensor) => new()
    {
        { "value", Lists(tensor, tensor.Shape, 0) }, { "dtype", DTypeConfig.Name(tensor.DType) },
    };

    static JsonNode Lists(Tensor tensor, Shape shape, int from)
    {
        if (shape.Rank == 0)
            return tensor.DType == DType.Int32 ? (int)tensor.ValueAt(from) : tensor.ValueAt(from);
        var each = shape[1..].Size;
        return new JsonArray([.. Enumerable.Range(0, shape[0]).Select(i => Lists(tensor, shape[1..], from + i * each))]);
    }

    /// <summary>The tensor of such an entry.</summary>
    /// <exception cref="ConfigException">It is none, or its lists are of different lengths.</exception>
    public static Tensor Read(JsonObject entry, string name)
    {
        if (entry["class_name"]?.ToString() is not ("__numpy__" or "__tensor__")
            || entry["config"] is not JsonObject config || config["value"] is not { } value)
            throw Wrong(name, entry);
        var (sizes, numbers) = (new List<int>(), new List<double>());
        for (var node = value; node is JsonArray list; node = list.Count > 0 ? list[0] : null)
            sizes.Add(list.Count);
        Collect(value, 0);
        return Tensor.From([.. numbers], Shape.Of([.. sizes])).Cast(DTypeConfig.Of(config["dtype"], name));

        void Collect(JsonNode? node, int depth)
        {
            if (depth == sizes.Count)
                numbers.Add(ConfigReader.NumberIn(node) ?? throw Wrong(name, entry));
            else if (node is JsonArray list && list.Count == sizes[depth])
                foreach (var part in list)
                    Collect(part, depth + 1);
            else
                throw Wrong(name, entry);
        }
    }

    static ConfigException Wrong(string name, JsonObject entry) => new($"'{name}' is no tensor.",
        "{ \"class_name\": \"__tensor__\", \"config\": { \"value\": lists of equal lengths, \"dtype\": … } }",
        Config.Shortened(entry.ToJsonString()), "Give a number, or what GetConfig wrote.");
}
