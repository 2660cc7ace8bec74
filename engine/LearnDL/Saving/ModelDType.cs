using System.Text.Json.Nodes;
using LearnDL.Tensors;

namespace LearnDL.Saving;

/// <summary>
/// The type that a model computes with, from the configs of its layers: in Keras every layer has one.
/// </summary>
static class ModelDType
{
    /// <exception cref="ConfigException">The layers have different ones.</exception>
    public static DType? Of(IReadOnlyList<JsonObject> layers)
    {
        var types = layers.Where(layer => layer["class_name"]?.ToString() != "InputLayer") // ids are int32 there
            .SelectMany(TypesIn).Distinct().ToList();
        if (types.Count == 0)
            types = [.. layers.SelectMany(TypesIn).Where(type => type != DType.Int32).Distinct()];
        return types.Count switch
        {
            0 => null,
            1 => types[0],
            _ => throw new ConfigException("The layers of the config compute with different types.", "one type for all",
                string.Join(", ", types), "Give all layers the same dtype."),
        };
    }

    /// <summary>The type of a layer, and those of the layers of a model inside.</summary>
    static IEnumerable<DType> TypesIn(JsonObject layer)
    {
        if (layer["config"] is not JsonObject config)
            return [];
        if (config["layers"] is JsonArray inner)
            return Of([.. inner.OfType<JsonObject>()]) is { } type ? [type] : [];
        return config["dtype"] is { } entry ? [DTypeConfig.Of(entry, "dtype")] : [];
    }
}
