using LearnDL.Data;
using LearnDL.Layers;
using LearnDL.Models;

namespace LearnDL.Interop;

/// <summary>
/// Weights as Keras 2 and Keras 3's .h5 files have them: a list of layers, and of each a list of weights, those that
/// are trained first. By order the first layer with weights belongs to the first of the model; or by the layers' names.
/// </summary>
sealed class LegacyStore : WeightStore
{
    /// <summary>The attribute that lists the layers.</summary>
    public const string LayerNames = "layer_names";

    readonly List<(string Layer, StoredWeight[] Weights)> layers = [];

    /// <exception cref="DamagedFileException">A layer or a weight that is listed is not there, or twice.</exception>
    public LegacyStore(Hdf5Group group)
    {
        var met = new HashSet<Hdf5Object>();
        foreach (var layer in group.Texts(LayerNames) ?? throw Lacks(group, LayerNames))
        {
            var inside = group.Group(layer) ?? throw Lacks(group, $"group '{layer}'");
            var names = inside.Texts("weight_names") ?? throw Lacks(group, $"weight_names of '{layer}'");
            if (!met.Add(inside))
                throw Lacks(group, $"a group of its own for '{layer}'");
            if (names.Count > 0)
                layers.Add((layer, [.. names.Select(name => Weight(inside, layer, name))]));
        }

        StoredWeight Weight(Hdf5Group inside, string layer, string name) =>
            inside.Find(name) is Hdf5Dataset data && met.Add(data) ? new StoredWeight($"{layer}: {name}", data)
                : throw Lacks(group, $"weight '{name}' of '{layer}', there and once");
    }

    static DamagedFileException Lacks(Hdf5Group group, string what) => new(
        $"'{group.File}' lacks a part of the weights.", what, "none", "Save it again with Keras.");

    public override long Numbers => layers.Sum(layer => layer.Weights.Sum(weight => weight.Data.Elements));

    public override Dictionary<string, StoredWeight> Stored(bool byName)
    {
        var stored = new Dictionary<string, StoredWeight>();
        foreach (var (number, (layer, weights)) in layers.Index())
            for (var i = 0; i < weights.Length; i++)
                stored[Key(byName, number, layer, i)] = weights[i];
        return stored;
    }

    public override Dictionary<string, OwnWeight> Own(Model model, bool byName)
    {
        var (own, number) = (new Dictionary<string, OwnWeight>(), 0);
        foreach (var layer in KerasPaths.InKerasOrder(model))
            if (Weights(layer) is { Length: > 0 } weights)
            {
                for (var i = 0; i < weights.Length; i++)
                    own[Key(byName, number, layer.Name!, i)] = weights[i];
                number++;
            }
        return own;
    }

    static string Key(bool byName, int number, string layer, int i) => byName ? $"{layer}/{i}" : $"{number}/{i}";

    /// <summary>The weights of a layer: those that are trained, then the others.</summary>
    static OwnWeight[] Weights(Layer layer)
    {
        var trained = layer.TrainableParameters.ToHashSet();
        return [.. InOrder(layer, layer.Name!).DistinctBy(weight => weight.Parameter)
            .OrderBy(weight => trained.Contains(weight.Parameter) ? 0 : 1)];
    }

    static IEnumerable<OwnWeight> InOrder(Layer layer, string name) => layer is Model or Wrapper
        ? (layer is Model model ? KerasPaths.InKerasOrder(model) : layer.Inner)
            .SelectMany(inner => InOrder(inner, $"{name}/{inner.Name}"))
        : layer.Parameters.Select(weight => new OwnWeight($"{name}/{weight.Name}", weight));
}
