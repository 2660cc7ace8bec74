using System.Globalization;
using System.Text.Json.Nodes;

namespace LearnDL.Interop;

/// <summary>
/// JSON as Python writes it: a real number that is whole has a point, 0.0, or Python would read an integer, which some
/// of Keras's classes refuse.
/// </summary>
static class PythonNumbers
{
    /// <summary>Changes the numbers in a node, and in all nodes inside it.</summary>
    public static void Apply(JsonNode? node)
    {
        if (node is JsonObject settings)
            foreach (var (name, value) in settings.ToList())
                if (WithPoint(value) is { } number)
                    settings[name] = number;
                else
                    Apply(value);
        else if (node is JsonArray list)
            for (var i = 0; i < list.Count; i++)
                if (WithPoint(list[i]) is { } number)
                    list[i] = number;
                else
                    Apply(list[i]);
    }

    static JsonNode? WithPoint(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<double>(out var number) && !value.TryGetValue<int>(out _)
            && number == Math.Truncate(number) && Math.Abs(number) < 1e15
            ? JsonNode.Parse(number.ToString("0.0", CultureInfo.InvariantCulture)) : null;
}
