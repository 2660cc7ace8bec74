using System.Text.Json.Nodes;

namespace LearnDL.Interop;

/// <summary>Parts of JSON that may be anything.</summary>
static class JsonParts
{
    /// <summary>A setting of an object; null where it is none or has none of the name.</summary>
    public static JsonNode? At(this JsonNode? node, string name) => (node as JsonObject)?[name];

    /// <summary>An element of a list; null where it is none or shorter.</summary>
    public static JsonNode? At(this JsonNode? node, int place) =>
        node is JsonArray list && place < list.Count ? list[place] : null;

    /// <summary>A word; null where it is something else.</summary>
    public static string? Word(this JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var word) ? word : null;
}
