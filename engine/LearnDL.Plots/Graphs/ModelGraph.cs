using LearnDL.Layers;
using LearnDL.Models;

namespace LearnDL.Plots;

/// <summary>
/// The layers of a model, each once, and what each of them reads: found by the way back from the model's outputs.
/// </summary>
sealed class ModelGraph
{
    readonly bool opensModels;
    readonly List<Layer> layers = [];
    readonly List<GraphLink> links = [];
    readonly Dictionary<SymbolicTensor, GraphEnd> givers = [];

    /// <param name="model">The model, whose shapes are known.</param>
    /// <param name="opensModels">Whether links go to a port of a model inside rather than to the model.</param>
    /// <exception cref="ModelException">It is a Sequential that is not built yet.</exception>
    internal ModelGraph(Model model, bool opensModels)
    {
        this.opensModels = opensModels;
        for (var i = 0; i < model.Inputs.Count; i++)
            AddInput(model, model.Inputs[i], new GraphEnd(GraphEnd.Border, i));
        for (var i = 0; i < model.Outputs.Count; i++)
        {
            Visit(model.Outputs[i].Node, model.Outputs[i]);
            Link(givers[model.Outputs[i]], new GraphEnd(GraphEnd.Border, i));
        }
    }

    /// <summary>Every layer behind those that it reads, but for layers that are used again later.</summary>
    internal IReadOnlyList<Layer> Layers => layers;

    /// <summary>Every link once.</summary>
    internal IReadOnlyList<GraphLink> Links => links;

    /// <summary>As in Keras, a Sequential does not show its Input.</summary>
    void AddInput(Model model, SymbolicTensor input, GraphEnd border)
    {
        givers[input] = border;
        if (model is Sequential || input.Node.Layer is not Input)
            return;
        givers[input] = new GraphEnd(layers.Count, 0);
        layers.Add(input.Node.Layer);
        Link(border, givers[input]);
    }

    void Visit(Node node, SymbolicTensor wanted)
    {
        if (givers.ContainsKey(wanted))
            return;
        foreach (var input in node.Inputs)
            Visit(input.Node, input);
        var layer = layers.IndexOf(node.Layer);
        if (layer < 0)
        {
            layer = layers.Count;
            layers.Add(node.Layer);
        }
        for (var i = 0; i < node.Inputs.Count; i++)
            Link(givers[node.Inputs[i]], new GraphEnd(layer, PortOf(node.Layer, i)));
        for (var i = 0; i < node.Outputs.Count; i++)
            _ = givers.TryAdd(node.Outputs[i], new GraphEnd(layer, PortOf(node.Layer, i)));
    }

    int PortOf(Layer layer, int number) => opensModels && layer is Model ? number : 0;

    void Link(GraphEnd from, GraphEnd to)
    {
        var link = new GraphLink(from, to);
        if (!links.Contains(link))
            links.Add(link);
    }
}
