using LearnDL.Layers;

namespace LearnDL.Models;

/// <summary>Looks for layers that keep states from batch to batch.</summary>
static class StateCheck
{
    /// <exception cref="ModelException">A layer that keeps a state from batch to batch is used twice: it could go on
    /// from one of the two uses only.</exception>
    public static void UsedOnce(Model model)
    {
        foreach (var uses in model.Graph.Steps.GroupBy(step => step.Layer))
            if (uses.Count() > 1 && uses.Key.WithInner().Any(layer => layer is IRecurrentLayer { Settings.Stateful: true }))
                throw new ModelException($"{uses.Key} is stateful and is used {uses.Count()} times.",
                    "one use of a stateful layer", $"{uses.Count()}", "Leave stateful out, or use two layers.");
    }

    /// <summary>
    /// Warns where samples are shuffled although a layer takes each for the continuation of the one in its place a
    /// batch before.
    /// </summary>
    public static void Warn(Model model, bool shuffle, List<string> warnings)
    {
        if (!shuffle)
            return;
        foreach (var layer in model.WithInner())
            if (layer is IRecurrentLayer { Settings.Stateful: true })
                warnings.AddOnce($"{layer} is stateful, but the samples are shuffled: its states go on from a "
                    + "sample to one that has nothing to do with it. Use shuffle: false.");
    }
}
