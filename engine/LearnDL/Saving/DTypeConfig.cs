using System.Text.Json.Nodes;
using LearnDL.Tensors;

namespace LearnDL.Saving;

/// <summary>
/// The type that a layer computes with, as Keras 3 writes it: a policy, of which LearnDL has the plain ones.
/// </summary>
static class DTypeConfig
{
    /// <summary>Keras's name: "float32".</summary>
    public static string Name(DType dtype) => dtype.ToString().ToLowerInvariant();

    public static Config Policy(DType dtype) =>
        ClassTable<IConfigurable>.Form("keras", "DTypePolicy", new() { { "name", Name(dtype) } }, null);

    /// <summary>The type of an entry, which is a name or a policy.</summary>
    /// <exception cref="ConfigException">It is another.</exception>
    public static DType Of(JsonNode? entry, string name)
    {
        var word = entry is JsonObject policy ? policy["config"] is JsonObject config ? config["name"] : null : entry;
        return word?.ToString() switch
        {
            "float32" => DType.Float32,
            "float64" => DType.Float64,
            "int32" or "int64" => DType.Int32, // of inputs that are ids
            _ => throw new ConfigException($"'{name}' is a type that LearnDL does not compute with.",
                "\"float32\" or \"float64\"", Config.Shortened(entry?.ToJsonString() ?? "null"),
                "Save the model with one of these; mixed and quantized types are not there."),
        };
    }
}
