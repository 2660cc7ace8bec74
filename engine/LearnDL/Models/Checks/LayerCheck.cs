using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>Whether a layer may stand where it is put in a <see cref="Sequential"/>.</summary>
static class LayerCheck
{
    /// <summary>What is asked of a layer before it is put behind these.</summary>
    public static void Added(string model, List<Layer> layers, Layer layer)
    {
        if (layers.Contains(layer))
            throw new ModelException(
                $"{layer} is in model '{model}' already.", "every layer once",
                $"positions {layers.IndexOf(layer) + 1} and {layers.Count + 1}", "Make a second layer.");
        if (layers.SelectMany(Wrapper.WithInner).Intersect(Wrapper.WithInner(layer)).FirstOrDefault() is { } part)
            throw new ModelException(
                $"{part} is in model '{model}' already, inside another layer.", "every layer once",
                $"a second use in {layer}", "Make a second layer.");
        if (layer is IRecurrentLayer { Settings.ReturnState: true })
            throw new ModelException(
                $"{layer} returns its state beside its output, but a Sequential hands on one tensor.",
                "returnState: false in a Sequential", "returnState: true",
                "Call the layer itself: Forward(x, mask, initial, training, out saved) gives the output, "
                    + "saved.Final the state.");
        if (layer is Input && layers.Count > 0)
            throw new ModelException(
                $"An Input layer came as number {layers.Count + 1}.", "Input first", $"after {layers[^1]}",
                "Move it to the front.");
        var known = layers.FindIndex(other => other.Name == layer.Name);
        if (layer.Name is not null && known >= 0)
            throw new ModelException(
                $"Layer name '{layer.Name}' is used twice.", "every name once",
                $"positions {known + 1} and {layers.Count + 1}", "Give one of them another name.");
    }

    /// <summary>
    /// Two recurrent layers, the first without returnSequences: the error names the one to change, however many layers
    /// stand between them.
    /// </summary>
    /// <param name="layers">The layers in front, and perhaps further ones.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="index">Its place.</param>
    /// <param name="given">The shape it would get.</param>
    public static void GetsSequences(List<Layer> layers, Layer layer, int index, Shape given)
    {
        if (given.Rank != 2 || layer is not (IRecurrentLayer or Wrapper))
            return;
        var before = index - 1;
        while (before >= 0 && layers[before].MaskUse == MaskUse.Passes) // Dropout, Dense, …
            before--;
        if (before >= 0 && layers[before] is { MaskUse: MaskUse.Consumes } last)
            throw new ShapeException(
                $"{layer} wants sequences, but '{last.Name}' returns only its last time step.",
                "(batch, time, features)", $"{given}",
                $"Set returnSequences: true on '{(last is Wrapper wrapper ? wrapper.Inner[0] : last).Name}'.");
    }
}
