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
    public static void Warn(Graph graph, ReadOnlySpan<Shape> shapes, List<string> warnings) =>
        AxesOf(graph, shapes, new int[shapes.Length], warnings);

    /// <summary>
    /// How many axes the mask of every value has: those of the value but the last, or fewer; 0 where there is none.
    /// </summary>
    static int[] AxesOf(Graph graph, ReadOnlySpan<Shape> inputs, ReadOnlySpan<int> given, List<string> warnings)
    {
        var (shapes, axes) = (graph.Shapes(inputs), new int[graph.Places]);
        for (var i = 0; i < given.Length; i++)
            axes[graph.Inputs[i]] = given[i];
        foreach (var step in graph.Steps)
        {
            int[] before = [.. step.From.Select(place => axes[place])];
            if (step.Layer is Model inner)
            {
                var inside = AxesOf(inner.Graph, [.. step.From.Select(place => shapes[place])], before, warnings);
                for (var i = 0; i < step.To.Length; i++)
                    axes[step.To[i]] = inside[inner.Graph.Outputs[i]];
                continue;
            }
            Warn(step.Layer, shapes[step.From[0]], before.Max(), warnings);
            var (after, shape) = (After(step.Layer, before, shapes[step.To[0]]), shapes[step.To[0]]);
            foreach (var place in step.To) // of both directions, but not of states
                axes[place] = place == step.To[0] || shapes[place].Rank == shape.Rank && shape.Rank > 2 ? after : 0;
        }
        return axes;
    }

    static void Warn(Layer layer, Shape shape, int axes, List<string> warnings)
    {
        if (axes > 0 && (layer.MaskUse == MaskUse.Ignores || layer is Dot || layer.MixesSteps(shape, axes)))
            warnings.AddOnce($"{layer} gets masked time steps and treats padding like data. "
                + "Let a layer that skips them come first, such as an LSTM, "
                + "or do without the mask (maskZero: false, no Masking).");
    }

    /// <summary>The axes of the mask of a layer's output.</summary>
    static int After(Layer layer, int[] before, Shape shape)
    {
        var most = shape.Rank - 1;
        return layer switch
        {
            Dot => 0,
            Concatenate join when join.AxisOf(shape) < before.Max() => Math.Min(before.Max(), most),
            Merge => before.Min() == 0 ? 0 : Math.Min(before.Max(), most), // real where one input is real
            { MaskUse: MaskUse.Makes } => most,
            { MaskUse: MaskUse.Passes } => Math.Min(before[0], most),
            _ => 0,
        };
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
