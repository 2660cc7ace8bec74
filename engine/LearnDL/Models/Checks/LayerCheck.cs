using LearnDL.Layers;

namespace LearnDL.Models;

/// <summary>Whether a layer may stand where it is put in a model, and its name there.</summary>
static class LayerCheck
{
    /// <summary>What is asked of a layer before it is put at the end of a <see cref="Sequential"/>.</summary>
    public static void Added(Sequential model, Layer layer)
    {
        var inner = layer.WithInner().ToList();
        if (inner.Contains(model))
            throw new ModelException($"Model '{model.Name}' would be a part of itself.", "another model or layer",
                $"{layer}", "Put the layers into a model of their own.");
        if (inner.Exists(model.Parts.Contains))
            throw Twice(model, layer, inner.Find(model.Parts.Contains)!);
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
        if (layer is Input && model.Parts.Count > 0)
            throw new ModelException(
                $"An Input layer came as number {model.Added.Count + 1}.", "Input first", $"after {model.Added[^1]}",
                "Move it to the front.");
        if (layer.HasGivenName && model.LayerNames.Contains(layer.Name!))
            throw new ModelException(
                $"Layer name '{layer.Name}' is used twice.", "every name once",
                $"positions {model.Added.FindIndex(other => other.Name == layer.Name) + 1} and {model.Added.Count + 1}",
                "Give one of them another name.");
    }

    static ModelException Twice(Sequential model, Layer layer, Layer part) => model.Added.IndexOf(layer) is >= 0 and var at
        ? new ModelException($"{layer} is in model '{model.Name}' already.", "every layer once",
            $"positions {at + 1} and {model.Added.Count + 1}",
            "Make a second layer; to use one twice, write a functional model.")
        : new ModelException($"{part} is in model '{model.Name}' already, inside another layer.", "every layer once",
            $"a second use in {layer}", "Make a second layer; to use one twice, write a functional model.");

    /// <summary>Says that the layers of a model that is part of another can no longer change.</summary>
    public static void MayChange(Model model)
    {
        if (model.Nodes.Count > 0 || model.IsInsideAnother)
            throw new ModelException($"Model '{model.Name}' is part of another model, which was made for its layers.",
                "a change before it is used in another", "a change afterwards", "Make the other model anew.");
    }

    /// <summary>Gives a layer that was given none a name that is not taken.</summary>
    public static void GiveName(Layer layer, NamePool taken)
    {
        if (layer.Name is null || (!layer.HasGivenName && taken.Contains(layer.Name)))
            layer.MakeName(taken.Free(layer.Kind));
    }

    /// <summary>Gives all layers of a functional model names of their own.</summary>
    /// <exception cref="ModelException">Two were given the same.</exception>
    public static void Names(string model, IReadOnlyList<Layer> layers)
    {
        var given = layers.Where(layer => layer.HasGivenName).ToLookup(layer => layer.Name!);
        foreach (var twins in given)
            if (twins.Count() > 1)
                throw new ModelException($"Layer name '{twins.Key}' is used twice in model '{model}'.",
                    "every name once", string.Join(" and ", twins), "Give one of them another name.");
        var taken = new NamePool();
        foreach (var name in given)
            taken.Add(name.Key);
        // those that have a name of another model's making keep it, if they can
        foreach (var layer in layers.Where(layer => !layer.HasGivenName).OrderBy(layer => layer.Name is null))
        {
            GiveName(layer, taken);
            taken.Add(layer.Name!);
        }
    }
}
