using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>
/// Which layer of a model reads which values, and in which order the layers run. A value has a place, a number from 0.
/// </summary>
/// <param name="Steps">The uses of layers, in the order in which they run.</param>
/// <param name="Inputs">The places of the model's inputs.</param>
/// <param name="Outputs">The places of its outputs.</param>
/// <param name="Places">How many values there are.</param>
sealed record Graph(GraphStep[] Steps, int[] Inputs, int[] Outputs, int Places)
{
    /// <summary>The layers, each once, in the order of their first use.</summary>
    public IReadOnlyList<Layer> Layers { get; } = [.. Steps.Select(step => step.Layer).Distinct()];

    /// <summary>For every place the step that gives the value; null for the model's inputs.</summary>
    public GraphStep?[] Givers { get; } = GiversOf(Steps, Places);

    /// <summary>Layers in a row, each reading what the one before gives.</summary>
    public static Graph Chain(IReadOnlyList<Layer> layers) => new(
        [.. layers.Select((layer, i) => new GraphStep(layer, [i], [.. Enumerable.Range(i + 1, 1)]))],
        [0], [layers.Count], layers.Count + 1);

    static GraphStep?[] GiversOf(GraphStep[] steps, int places)
    {
        var givers = new GraphStep?[places];
        foreach (var step in steps)
            foreach (var place in step.To)
                givers[place] = step;
        return givers;
    }

    /// <summary>The shape of every value, for inputs of these shapes.</summary>
    /// <exception cref="ShapeException">A layer cannot take what it would get.</exception>
    public Shape[] Shapes(ReadOnlySpan<Shape> inputs)
    {
        var shapes = new Shape[Places];
        for (var i = 0; i < Inputs.Length; i++)
            shapes[Inputs[i]] = inputs[i];
        foreach (var step in Steps)
        {
            SequenceCheck.GetsSequences(Before(step.From[0]), step.Layer, shapes[step.From[0]]);
            var given = step.Layer.ComputeOutputShapes([.. step.From.Select(place => shapes[place])]);
            for (var i = 0; i < step.To.Length; i++)
                shapes[step.To[i]] = given[i];
        }
        return shapes;
    }

    /// <summary>The layers in a row that end at a place, as far back as each reads one value; last to first.</summary>
    IEnumerable<Layer> Before(int place)
    {
        for (var step = Givers[place]; step is not null; step = step.From.Length == 1 ? Givers[step.From[0]] : null)
            yield return step.Layer;
    }

    /// <summary>
    /// The layer use that gives an output and nothing else, where no other layer reads it: the gradient of such an
    /// output comes from its loss alone. Null for other outputs.
    /// </summary>
    public GraphStep? EndOf(int output)
    {
        var place = Outputs[output];
        var isRead = Outputs.Count(other => other == place) > 1
            || Array.Exists(Steps, step => step.From.Contains(place));
        return isRead || Givers[place] is not { To.Length: 1 } step ? null : step;
    }
}
