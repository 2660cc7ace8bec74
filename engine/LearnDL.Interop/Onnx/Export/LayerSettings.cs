using System.Text.Json.Nodes;
using LearnDL.Layers;
using LearnDL.Saving;

namespace LearnDL.Interop.Onnx;

/// <summary>The settings of layers without weights, as their config has them.</summary>
static class LayerSettings
{
    public static int Int(this Config config, string name) => config[name]!.GetValue<int>();

    public static double Number(this Config config, string name) => config[name]!.GetValue<double>();

    public static bool Bool(this Config config, string name) => config[name]!.GetValue<bool>();

    public static string Text(this Config config, string name) => config[name]!.GetValue<string>();

    /// <summary>Whole numbers; a size that may be any (null) is −1.</summary>
    public static int[] Ints(this Config config, string name) =>
        [.. ((JsonArray)config[name]!).Select(node => node?.GetValue<int>() ?? -1)];

    /// <summary>What is done at the edges, an axis after the other: in front and behind.</summary>
    public static (int Before, int After)[] Edges(this Config config, string name)
    {
        var edges = (JsonArray)config[name]!;
        (int, int) Pair(JsonNode? pair) => (pair![0]!.GetValue<int>(), pair[1]!.GetValue<int>());
        return edges[0] is JsonArray ? [.. edges.Select(Pair)] : [Pair(edges)];
    }

    /// <summary>Where the channels stand; a layer that does not say has them last.</summary>
    public static DataFormat Format(this Config config) =>
        config["data_format"] is null ? DataFormat.ChannelsLast : config.Text("data_format");
}
