using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>Checks a functional model while it is written down.</summary>
static class SymbolicShapes
{
    /// <summary>What the layer gives for these tensors.</summary>
    /// <exception cref="ShapeException">It cannot take them; the error names the layer and those before it.</exception>
    public static Shape[] Of(Layer layer, SymbolicTensors inputs)
    {
        if (layer is Input)
            throw new ModelException($"{layer} is where a model begins.", "Apply of a layer that computes",
                $"Apply on {string.Join(" and ", inputs)}", "Apply the other layer to the input.");
        var shapes = new Shape[inputs.Count];
        for (var i = 0; i < shapes.Length; i++)
            shapes[i] = inputs[i].Shape;
        try
        {
            if (inputs.Count > 0)
                SequenceCheck.GetsSequences(Before(inputs[0]), layer, shapes[0]);
            return layer.ComputeOutputShapes(shapes);
        }
        catch (ShapeException e)
        {
            throw new ShapeException($"{layer} cannot follow {string.Join(" and ", inputs)}. {e.What}", e.Expected,
                string.Join(" and ", shapes.Select(shape => $"{shape}")), e.Fix);
        }
    }

    /// <summary>The layers in a row that a tensor comes from, the last of them first.</summary>
    static IEnumerable<Layer> Before(SymbolicTensor tensor)
    {
        for (var node = tensor.Node; node is not null; node = node.Inputs.Count == 1 ? node.Inputs[0].Node : null)
            yield return node.Layer;
    }
}
