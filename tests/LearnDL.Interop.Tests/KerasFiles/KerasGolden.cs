using System.Text.Json.Nodes;
using LearnDL.Tensors;

namespace LearnDL.Interop.Tests;

/// <summary>What generate_keras_files.py wrote: files that Keras 3.16 saved, and what it predicts with them.</summary>
static class KerasGolden
{
    static readonly JsonObject root = (JsonObject)JsonNode.Parse(File.ReadAllText(PathOf("keras-files.json")))!;

    static IEnumerable<JsonObject> Cases => ((JsonArray)root["cases"]!).Cast<JsonObject>();

    /// <summary>Each file with the name of its model.</summary>
    public static TheoryData<string, string> Files(Func<string, bool> which)
    {
        var files = new TheoryData<string, string>();
        foreach (var model in Cases)
            foreach (var file in ((JsonArray)model["files"]!).Select(file => $"{file}").Where(which))
                files.Add($"{model["name"]}", file);
        return files;
    }

    public static Tensor[] Inputs(string name) => Tensors(Case(name)["inputs"]);

    public static Tensor[] Outputs(string name) => Tensors(Case(name)["outputs"]);

    /// <summary>The names of the layers, in Keras's order.</summary>
    public static string[] Layers(string name) => [.. ((JsonArray)Case(name)["layers"]!).Select(layer => $"{layer}")];

    static JsonObject Case(string name) => Cases.Single(model => $"{model["name"]}" == name);

    static Tensor[] Tensors(JsonNode? list) => [.. ((JsonArray)list!).Select(Of)];

    static Tensor Of(JsonNode? tensor) => Tensor.From<double>(
        [.. ((JsonArray)tensor!["data"]!).Select(number => (double)number!)],
        Shape.Of([.. ((JsonArray)tensor["shape"]!).Select(size => (int)size!)]));

    public static byte[] Bytes(string file) => File.ReadAllBytes(PathOf(file));

    /// <summary>Where a file of the folder lies.</summary>
    public static string PathOf(string name)
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (Path.Combine(folder, "tests", "LearnDL.Interop.Tests", "Golden") is var golden
                && Directory.Exists(golden))
                return Path.Combine(golden, name);
        throw new DirectoryNotFoundException("tests/LearnDL.Interop.Tests/Golden was not found.");
    }
}
