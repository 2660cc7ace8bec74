using LearnDL.Layers;

namespace LearnDL.Models;

/// <summary>Looks for layers that keep states from batch to batch.</summary>
static class StateCheck
{
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
