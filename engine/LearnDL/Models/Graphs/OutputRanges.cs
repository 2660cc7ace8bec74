using LearnDL.Activations;
using LearnDL.Layers;

namespace LearnDL.Models;

/// <summary>What can come out of a model, and which layer decides on it.</summary>
static class OutputRanges
{
    /// <summary>
    /// A range that no layer has of its own: one that leaves it as it is only hands on what it is given.
    /// </summary>
    static readonly OutputRange probe = new(-0.25, 0.5);

    /// <summary>The range of every value, for those of the inputs; null where it is not known.</summary>
    public static OutputRange?[] Of(Graph graph, ReadOnlySpan<OutputRange?> inputs)
    {
        var ranges = new OutputRange?[graph.Places];
        for (var i = 0; i < inputs.Length; i++)
            ranges[graph.Inputs[i]] = inputs[i];
        foreach (var step in graph.Steps)
        {
            var given = step.Layer.RangesFor([.. step.From.Select(place => ranges[place])], step.To.Length);
            for (var i = 0; i < step.To.Length; i++)
                ranges[step.To[i]] = given[i];
        }
        return ranges;
    }

    /// <summary>
    /// What can come out of an output, and the layer that decides on it: Reshape, Dropout and others hand it on.
    /// </summary>
    public static (OutputRange? Range, Layer Source) OfOutput(Graph graph, int output)
    {
        var place = graph.Outputs[output];
        return (Of(graph, new OutputRange?[graph.Inputs.Length])[place], Source(graph, place));
    }

    /// <summary>The layer that decides on a value.</summary>
    public static Layer Source(Graph graph, int place)
    {
        var last = graph.Givers[place]!.Layer;
        for (var step = graph.Givers[place]; step is not null; step = graph.Givers[step.From[0]])
            if (step.From.Length > 1 || step.To.Length > 1 || step.Layer.RangeFor(probe) != probe)
                return step.Layer.Deciding;
        return last;
    }
}
