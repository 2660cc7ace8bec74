using System.Text.RegularExpressions;
using LearnDL.Layers;
using LearnDL.Models;

namespace LearnDL.Interop;

/// <summary>A weight of a model.</summary>
/// <param name="Name">The names of the layers on the way to it, and its own: "bidirectional/forward_lstm/kernel".
/// </param>
/// <param name="Parameter">The weight.</param>
readonly record struct OwnWeight(string Name, Parameter Parameter);

/// <summary>
/// Where Keras 3 keeps each weight of a model in its files: "layers/dense_1/vars/0". Layers are counted by class, in
/// Keras's order, and not called by their names. A layer that is in two models is kept where it was met first.
/// </summary>
static partial class KerasPaths
{
    /// <summary>All weights by their paths.</summary>
    /// <param name="model">The model.</param>
    /// <param name="byName">Whether its own layers go by their names, "dense_2" for "layers/dense_1".</param>
    public static Dictionary<string, OwnWeight> Of(Model model, bool byName = false)
    {
        var (weights, met) = (new Dictionary<string, OwnWeight>(), new HashSet<Layer>());
        foreach (var (path, layer) in Layers(model))
            Add(layer, byName ? layer.Name! : path, layer.Name!, weights, met);
        return weights;
    }

    /// <summary>The layers of a model by their paths in it.</summary>
    public static IEnumerable<(string Path, Layer Layer)> Layers(Model model)
    {
        var counts = new Dictionary<string, int>();
        foreach (var layer in InKerasOrder(model))
        {
            var kind = Kind(layer);
            var count = counts[kind] = counts.GetValueOrDefault(kind, -1) + 1;
            yield return ($"layers/{kind}{(count == 0 ? "" : $"_{count}")}", layer);
        }
    }

    /// <summary>The layers as Keras lists them: an Input counts in functional models alone.</summary>
    public static IEnumerable<Layer> InKerasOrder(Model model) =>
        model.LayersByDepth.Where(layer => model is not Sequential || layer is not Input);

    static void Add(Layer layer, string path, string name, Dictionary<string, OwnWeight> weights, HashSet<Layer> met)
    {
        if (!met.Add(layer))
            return;
        (string Path, Layer Layer)[] inner = layer switch
        {
            Model model => [.. Layers(model)],
            Bidirectional both => [("forward_layer", both.ForwardLayer), ("backward_layer", both.BackwardLayer)],
            TimeDistributed => [("layer", layer.Inner[0])],
            _ => [],
        };
        foreach (var part in inner)
            Add(part.Layer, $"{path}/{part.Path}", $"{name}/{part.Layer.Name}", weights, met);
        if (inner.Length > 0)
            return;
        var cell = layer is LSTM or GRU or SimpleRNN ? "cell/" : ""; // Keras has a layer for one time step inside
        for (var i = 0; i < layer.Parameters.Count; i++)
            weights.Add($"{path}/{cell}vars/{i}", new($"{name}/{layer.Parameters[i].Name}", layer.Parameters[i]));
    }

    static string Kind(Layer layer) => layer switch
    {
        Sequential => "sequential",
        Model => "functional",
        Input => "input_layer",
        _ => WordStart().Replace(layer.GetType().Name, "_").ToLowerInvariant(),
    };

    /// <summary>As Keras finds words: batch_normalization, p_re_lu, but conv2d_transpose.</summary>
    [GeneratedRegex("(?<=[a-z])(?=[A-Z])|(?<=.)(?=[A-Z][a-z])")]
    private static partial Regex WordStart();
}
