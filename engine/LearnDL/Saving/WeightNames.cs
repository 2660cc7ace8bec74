using LearnDL.Layers;

namespace LearnDL.Saving;

/// <summary>
/// A name in a file for every weight of a model: the names of the layers on the way to it, and its own, as in
/// "bidirectional/forward_lstm/kernel": <c>WeightNames.Of(model)["dense/kernel"]</c>.
/// </summary>
public static class WeightNames
{
    /// <summary>All weights, each once, by name.</summary>
    public static Dictionary<string, Parameter> Of(Layer model)
    {
        var (byName, named) = (new Dictionary<string, Parameter>(), new HashSet<Parameter>());
        Add(model, "", byName, named);
        return byName;
    }

    static void Add(Layer layer, string path, Dictionary<string, Parameter> byName, HashSet<Parameter> named)
    {
        foreach (var inner in layer.Inner)
            Add(inner, $"{path}{inner.Name}/", byName, named);
        foreach (var weight in layer.Parameters)
            if (named.Add(weight)) // a layer lists those of the layers inside, too
                byName.Add(path + weight.Name, weight);
    }
}
