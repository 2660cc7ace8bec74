using LearnDL.Data;
using LearnDL.Models;

namespace LearnDL.Interop;

/// <summary>
/// Weights as Keras 3 writes them, in a .weights.h5 file or inside a .keras file: each by its path. What else a
/// training needs, the optimizer's numbers and the seeds of layers that draw, is passed over.
/// </summary>
sealed class PathStore(Hdf5Group root) : WeightStore
{
    /// <summary>What Keras 2.12 to 2.15 call "layers".</summary>
    public const string OldLayers = "_layer_checkpoint_dependencies";

    readonly Dictionary<string, Hdf5Dataset> datasets = Weights(root);

    static Dictionary<string, Hdf5Dataset> Weights(Hdf5Group root)
    {
        var weights = new Dictionary<string, Hdf5Dataset>();
        foreach (var (path, data) in root.Datasets())
            if (path.Split('/') is [var first, ..] parts && first is "layers" or OldLayers
                && !parts.Contains("seed_generator") && !parts.Contains("generator"))
                weights[path.Replace(OldLayers, "layers", StringComparison.Ordinal)] = data;
        return weights;
    }

    public override long Numbers => datasets.Values.Sum(data => data.Elements);

    public override Dictionary<string, OwnWeight> Own(Model model, bool byName) => KerasPaths.Of(model, byName);

    public override Dictionary<string, StoredWeight> Stored(bool byName)
    {
        var stored = new Dictionary<string, StoredWeight>();
        foreach (var (path, data) in datasets)
            stored[byName ? NamePath(path) : path] = new(path, data);
        return stored;
    }

    /// <summary>"dense_2/vars/0" for "layers/dense_1/vars/0": the layer's name stands beside its weights.</summary>
    string NamePath(string path)
    {
        var parts = path.Split('/', 3); // layers, dense_1, vars/0
        var group = root.Group($"{parts[0]}/{parts[1]}") ?? root.Group($"{OldLayers}/{parts[1]}");
        return group?.Group("vars")?.Text("name") is { } name ? $"{name}/{(parts.Length > 2 ? parts[2] : "")}"
            : throw new DamagedFileException($"'{root.File}' does not say what its layers are called.",
                "an attribute \"name\" beside the weights of each layer", $"none at {parts[0]}/{parts[1]}",
                "Load the weights by their order: byName: false.");
    }
}
