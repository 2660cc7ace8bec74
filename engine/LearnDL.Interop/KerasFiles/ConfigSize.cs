using System.Text.Json.Nodes;
using LearnDL.Saving;

namespace LearnDL.Interop;

/// <summary>
/// How many layers a file's Sequential may have: more than networks do, and few enough to be made in a moment.
/// </summary>
static class ConfigSize
{
    const int Most = 5_000;

    /// <exception cref="ConfigException">A Sequential has more.</exception>
    public static void Check(JsonNode? node)
    {
        if (node is JsonArray list)
            foreach (var part in list)
                Check(part);
        if (node is not JsonObject settings)
            return;
        if (settings["layers"] is JsonArray { Count: > Most } layers && settings["input_layers"] is null)
            throw new ConfigException($"The config has a Sequential of {layers.Count:N0} layers.",
                $"at most {Most:N0}", $"{layers.Count:N0}", "Write it as a functional model, or as several in one.");
        foreach (var (_, value) in settings)
            Check(value);
    }
}
