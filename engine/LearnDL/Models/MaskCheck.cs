using LearnDL.Layers;

namespace LearnDL.Models;

/// <summary>Follows a mask through layers that stand one after the other.</summary>
static class MaskCheck
{
    /// <summary>Warns of layers that get a mask and ignore it: their output, and all that is made of it, depends on how much padding there is.</summary>
    public static void Warn(IReadOnlyList<Layer> layers, List<string> warnings)
    {
        var masked = false;
        foreach (var layer in layers)
        {
            if (masked && layer.MaskUse == MaskUse.Ignores)
                warnings.AddOnce($"{layer} gets masked steps and treats padding like data. Let a layer that skips them come first, such as an LSTM, or do without the mask (maskZero: false, no Masking).");
            masked = layer.MaskUse == MaskUse.Makes || (masked && layer.MaskUse == MaskUse.Passes);
        }
    }
}
