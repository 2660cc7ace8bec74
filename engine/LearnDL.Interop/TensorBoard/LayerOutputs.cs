using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Interop;

/// <summary>
/// What every layer of a model gives for some samples: a model with the same layers, and the outputs of all of them. It
/// is used, not trained, and so changes nothing.
/// </summary>
sealed class LayerOutputs
{
    readonly Model model;
    readonly TensorList samples;
    readonly List<string> names = [];

    /// <exception cref="ModelException">A layer is stateful: it would go on from these samples.</exception>
    /// <exception cref="LearnDLException">The model does not take such samples.</exception>
    public LayerOutputs(Model watched, TensorList samples)
    {
        if (Stateful(watched) is { } layer)
            throw new ModelException($"TensorBoard cannot show what {layer} gives for its samples.",
                "layers without a state from batch to batch", "a stateful one: it would go on from these samples",
                "Leave samples out.");
        this.samples = samples;
        var outputs = new List<SymbolicTensor>();
        foreach (var node in Nodes(watched))
        {
            names.Add(node.Layer.Name!);
            outputs.Add(node.Outputs[0]);
        }
        model = new Model(watched.Inputs, outputs, "watched", seed: 0, watched.DType);
        _ = model.PredictAll(samples);
    }

    /// <summary>The numbers that each layer gives now; none where one of them is not finite.</summary>
    public IEnumerable<(string Layer, double[] Values)> Now()
    {
        TensorList outputs;
        try
        {
            outputs = model.PredictAll(samples);
        }
        catch (DataException) // the figures of the training say so
        {
            return [];
        }
        return names.Select((name, i) => (name, outputs[i].Cast(DType.Float64).ToArray<double>()));
    }

    /// <summary>The first use of each layer, back from the outputs.</summary>
    static IEnumerable<Node> Nodes(Model model)
    {
        var found = new HashSet<Node>();
        var open = new Stack<SymbolicTensor>(model.Outputs);
        while (open.TryPop(out var next))
            if (!model.Inputs.Contains(next) && found.Add(next.Node))
                foreach (var input in next.Node.Inputs)
                    open.Push(input);
        return model.Layers.Select(layer => layer.Nodes.FirstOrDefault(found.Contains)).OfType<Node>();
    }

    static Layer? Stateful(Layer layer) =>
        layer is LSTM { Settings.Stateful: true } or GRU { Settings.Stateful: true }
            or SimpleRNN { Settings.Stateful: true } ? layer
        : layer.Inner.Select(Stateful).FirstOrDefault(found => found is not null);
}
