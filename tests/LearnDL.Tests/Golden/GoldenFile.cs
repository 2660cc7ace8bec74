using System.Text.Json;
using LearnDL.Tensors;

namespace LearnDL.Tests.Golden;

/// <summary>A file that generate_golden.py wrote: values and gradients computed by PyTorch in float64.</summary>
sealed class GoldenFile
{
    readonly JsonElement root;

    public GoldenFile(string name)
    {
        root = JsonDocument.Parse(File.ReadAllBytes(PathOf(name))).RootElement;
        Cases = Root.Has("cases") ? Root.Parts("cases") : [];
    }

    public GoldenCase[] Cases { get; }

    /// <summary>What stands beside the cases.</summary>
    public GoldenCase Root => new(root);

    /// <summary>The number and the description of every case, for a theory.</summary>
    public TheoryData<int, string> Theory(Func<GoldenCase, string> describe)
    {
        var data = new TheoryData<int, string>();
        for (var i = 0; i < Cases.Length; i++)
            data.Add(i, describe(Cases[i]));
        return data;
    }

    /// <summary>Where a file of the folder lies.</summary>
    public static string PathOf(string name) => Path.Combine(Folder(), name);

    static string Folder()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (Path.Combine(folder, "tests", "LearnDL.Tests", "Golden") is var golden && Directory.Exists(golden))
                return golden;
        throw new DirectoryNotFoundException("tests/LearnDL.Tests/Golden was not found above the test program.");
    }
}

/// <summary>One case of a golden file.</summary>
readonly struct GoldenCase(JsonElement element)
{
    public bool Has(string name) => element.TryGetProperty(name, out _);

    public JsonElement this[string name] => element.GetProperty(name);

    public string Text(string name) => this[name].GetString()!;

    public double Number(string name) => this[name].GetDouble();

    public bool Flag(string name) => this[name].GetBoolean();

    public GoldenCase Part(string name) => new(this[name]);

    /// <summary>The cases or layers listed under a name.</summary>
    public GoldenCase[] Parts(string name) =>
        [.. this[name].EnumerateArray().Select(element => new GoldenCase(element))];

    public Tensor Tensor(string name) => TensorOf(this[name]);

    /// <summary>The tensor, or default where the case has none.</summary>
    public Tensor Optional(string name) => Has(name) ? Tensor(name) : default;

    /// <summary>The tensors listed under a name; none where the case has no such list.</summary>
    public Tensor[] Tensors(string name) => Has(name) ? [.. this[name].EnumerateArray().Select(TensorOf)] : [];

    public Shape Shape(string name) => ShapeOf(this[name]);

    public int[] Integers(string name) => this[name].EnumerateArray().Select(value => value.GetInt32()).ToArray();

    public static double[] Doubles(JsonElement array) =>
        array.EnumerateArray().Select(value => value.GetDouble()).ToArray();

    public static Tensor TensorOf(JsonElement tensor) =>
        LearnDL.Tensors.Tensor.From<double>(Doubles(tensor.GetProperty("data")), ShapeOf(tensor));

    static Shape ShapeOf(JsonElement tensor) =>
        LearnDL.Tensors.Shape.Of([.. tensor.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())]);
}
