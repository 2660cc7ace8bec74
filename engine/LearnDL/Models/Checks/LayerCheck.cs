using LearnDL.Layers;

namespace LearnDL.Models;

/// <summary>Whether a layer may stand where it is put in a model, and its name there.</summary>
static class LayerCheck
{
    /// <summary>What is asked of a layer before it is put behind these in a <see cref="Sequential"/>.</summary>
    public static void Added(Model model, IReadOnlyList<Layer> before, Layer layer)
    {
        List<Layer> layers = [.. before];
        if (layers.Contains(layer))
            throw new ModelException(
                $"{layer} is in model '{model.Name}' already.", "every layer once",
                $"positions {layers.IndexOf(layer) + 1} and {layers.Count + 1}",
                "Make a second layer; to use one twice, write a functional model.");
        if (layer.WithInner().Contains(model))
            throw new ModelException($"Model '{model.Name}' would be a part of itself.", "another model or layer",
                $"{layer}", "Put the layers into a model of their own.");
        if (layers.SelectMany(one => one.WithInner()).Intersect(layer.WithInner()).FirstOrDefault() is { } part)
            throw new ModelException(
                $"{part} is in model '{model.Name}' already, inside another layer.", "every layer once",
                $"a second use in {layer}", "Make a second layer; to use one twice, write a functional model.");
        if (layer.OutputCount > 1)
            throw new ModelException(
                $"{layer} gives {layer.OutputCount} tensors, but a Sequential hands on one.",
                "a layer with one output", $"{layer.OutputCount}, as with returnState: true or without a mergeMode",
                "Write a functional model: var (y, h, c) = layer.Apply(x); new Model(inputs, outputs).");
        if (layer is Model { Graph.Inputs.Length: > 1 } several)
            throw new ModelException($"{layer} takes {several.Graph.Inputs.Length} tensors, "
                + "but a Sequential hands on one.", "a model with one input", string.Join(", ", several.InputNames),
                "Write a functional model: new Model(inputs, layer.Apply(inputs)).");
        layer.CheckDType(model.DType);
        if (layer is Input && layers.Count > 0)
            throw new ModelException(
                $"An Input layer came as number {layers.Count + 1}.", "Input first", $"after {layers[^1]}",
                "Move it to the front.");
        var known = layers.FindIndex(other => other.Name == layer.Name);
        if (layer.HasGivenName && known >= 0)
            throw new ModelException(
                $"Layer name '{layer.Name}' is used twice.", "every name once",
                $"positions {known + 1} and {layers.Count + 1}", "Give one of them another name.");
    }

    /// <summary>Says that the layers of a model that is part of another can no longer change.</summary>
    public static void MayChange(Model model)
    {
        if (model.Nodes.Count > 0 || model.IsInsideAnother)
            throw new ModelException($"Model '{model.Name}' is part of another model, which was made for its layers.",
                "a change before it is used in another", "a change afterwards", "Make the other model anew.");
    }

    /// <summary>Gives a layer that was given none a name that none of the others has.</summary>
    public static void GiveName(Layer layer, IReadOnlyList<Layer> others)
    {
        if (layer.Name is null || (!layer.HasGivenName && others.Any(other => other.Name == layer.Name)))
            layer.MakeName(FreeName(layer.Kind, others));
    }

    /// <summary>Gives all layers of a functional model names of their own.</summary>
    /// <exception cref="ModelException">Two were given the same.</exception>
    public static void Names(string model, IReadOnlyList<Layer> layers)
    {
        var given = layers.Where(layer => layer.HasGivenName).ToLookup(layer => layer.Name);
        foreach (var twins in given)
            if (twins.Count() > 1)
                throw new ModelException($"Layer name '{twins.Key}' is used twice in model '{model}'.",
                    "every name once", string.Join(" and ", twins), "Give one of them another name.");
        var named = layers.Where(layer => layer.HasGivenName).ToList();
        // those that have a name of another model's making keep it, if they can
        foreach (var layer in layers.Where(layer => !layer.HasGivenName).OrderBy(layer => layer.Name is null))
        {
            GiveName(layer, named);
            named.Add(layer);
        }
    }

    /// <summary>Keras's names: dense, dense_1, max_pooling2d.</summary>
    static string FreeName(string kind, IReadOnlyList<Layer> others)
    {
        var name = kind;
        for (var number = 1; others.Any(other => other.Name == name); number++)
            name = $"{kind}_{number}";
        return name;
    }
}
