using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>Whether padding is kept apart from data, and whether there is anything else.</summary>
static class MaskCheck
{
    /// <summary>
    /// Warns of layers that get a mask and compute with masked time steps all the same: their output, and all that is
    /// made of it, depends on how much padding there is.
    /// </summary>
    public static void Warn(IReadOnlyList<Layer> layers, Shape shape, List<string> warnings)
    {
        var axes = 0; // of the mask: those of x but the last, or fewer; 0 where there is none
        foreach (var layer in layers)
        {
            if (axes > 0 && (layer.MaskUse == MaskUse.Ignores || layer.MixesSteps(shape, axes)))
                warnings.AddOnce($"{layer} gets masked time steps and treats padding like data. "
                    + "Let a layer that skips them come first, such as an LSTM, "
                    + "or do without the mask (maskZero: false, no Masking).");
            shape = layer.ComputeOutputShape(shape);
            axes = layer.MaskUse switch
            {
                MaskUse.Makes => shape.Rank - 1,
                MaskUse.Passes => Math.Min(axes, shape.Rank - 1),
                _ => 0,
            };
        }
    }

    /// <summary>A loss is the mean over what counts.</summary>
    /// <param name="counted">How many samples or time steps are not masked.</param>
    /// <param name="samples">How many samples there were.</param>
    /// <exception cref="DataException">None counts.</exception>
    public static void NotOnlyPadding(double counted, int samples)
    {
        if (counted == 0)
            throw new DataException("Every time step is masked: no loss can be computed.",
                "at least one time step that is not padding", $"{samples} samples of padding only",
                "Leave empty samples out.");
    }
}
