using System.Text;
using System.Text.Json.Nodes;
using LearnDL.Models;
using LearnDL.Saving;
using LearnDL.Tests.Saving;

namespace LearnDL.Interop.Tests;

/// <summary>Configs that are valid JSON and no valid models: a part of one stands in the place of another.</summary>
static class ConfigMutations
{
    /// <summary>The texts of a file with a model, and what reads them.</summary>
    public static IEnumerable<(string Kind, string Json, Action<string> Read)> Subjects(Func<string, byte[]> golden)
    {
        foreach (var name in (string[])["dense", "functional", "frozen", "recurrent", "series", "images", "cnn"])
        {
            using var archive = new KerasArchive(golden($"{name}.keras"), name);
            yield return ("config.json", archive.ReadConfig(), json => Make(Config.Parse(json)));
        }
        foreach (var name in (string[])["functional", "old-chain", "old-graph", "frozen"])
        {
            var root = Hdf5File.Read(golden($"{name}.h5"), name);
            yield return ("model_config", root.Text("model_config")!, json => MakeOld(json, null));
            if (root.Text("training_config") is { } training)
                yield return ("training_config", training, json => MakeOld(root.Text("model_config")!, json));
        }
    }

    /// <summary>Changes a text the given number of times; the first failures, in words.</summary>
    public static List<string> Run(string json, Action<string> read, int count, int seed)
    {
        var failures = new List<string>();
        for (var i = seed; i < seed + count && failures.Count < 10; i++)
        {
            var changed = Changed(json, new Random(i));
            if (FileMutations.Try(Encoding.UTF8.GetBytes(changed), _ => read(changed)) is { } failure)
                failures.Add($"seed {i}: {failure}");
        }
        return failures;
    }

    static void Make(Config form) => WeightBudget.Within(100_000, () => Model.Deserialize(form, 1));

    static void MakeOld(string json, string? training)
    {
        var form = Config.Parse(json);
        LegacyConfig.Upgrade(form);
        if (training is not null)
            form["compile_config"] = LegacyTraining.Upgrade(Config.Parse(training));
        Make(form);
    }

    static string Changed(string json, Random random)
    {
        var root = JsonNode.Parse(json)!;
        for (var times = 1 + random.Next(2); times > 0; times--)
        {
            var nodes = new List<JsonNode>();
            Collect(root, nodes);
            var (to, from) = (nodes[random.Next(nodes.Count)], nodes[random.Next(nodes.Count)]);
            if (to.Parent is null)
                continue;
            to.ReplaceWith(random.Next(10) switch
            {
                0 => JsonValue.Create(random.Next(-3, 12)),
                1 => JsonValue.Create(1e300),
                2 => JsonValue.Create("x"),
                3 => new JsonArray(),
                4 => new JsonObject(),
                5 => JsonValue.Create(true),
                6 => (JsonNode?)null,
                _ => from.DeepClone(),
            });
        }
        return root.ToJsonString();
    }

    static void Collect(JsonNode node, List<JsonNode> nodes)
    {
        nodes.Add(node);
        IEnumerable<JsonNode?> inner = node switch
        {
            JsonObject settings => settings.Select(setting => setting.Value),
            JsonArray list => list,
            _ => [],
        };
        foreach (var part in inner)
            if (part is not null)
                Collect(part, nodes);
    }
}
