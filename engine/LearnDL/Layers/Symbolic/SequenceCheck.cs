using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Two recurrent layers, the first without returnSequences: the error names the one to change, however many layers
/// stand between them.
/// </summary>
static class SequenceCheck
{
    /// <param name="before">The layers in front, last to first; asked for only where it matters.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="given">The shape it would get.</param>
    /// <exception cref="ShapeException">It would get the last time step only.</exception>
    public static void GetsSequences(IEnumerable<Layer> before, Layer layer, Shape given)
    {
        if (given.Rank != 2 || layer is not (IRecurrentLayer or Wrapper))
            return;
        var stops = before.FirstOrDefault(one => one.MaskUse != MaskUse.Passes); // past Dropout, Dense, …
        if (stops is { MaskUse: MaskUse.Consumes } last)
            throw new ShapeException(
                $"{layer} wants sequences, but '{last.Name ?? LayerName.Kind(last)}' returns only its last time step.",
                "(batch, time, features)", $"{given}",
                $"Set returnSequences: true on '{(last is Wrapper wrapper ? wrapper.Inner[0] : last).Name}'.");
    }
}
