using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// One use of a layer in a functional model: what goes in and what comes out. A layer that is applied twice has two
/// nodes and one set of weights.
/// </summary>
public sealed class Node
{
    static long made;

    internal Node(Layer layer, SymbolicTensors inputs, ReadOnlySpan<Shape> shapes)
    {
        (Layer, Inputs, Number) = (layer, inputs, Interlocked.Increment(ref made));
        var outputs = new SymbolicTensor[shapes.Length];
        for (var i = 0; i < outputs.Length; i++)
            outputs[i] = new SymbolicTensor(shapes[i], this, i);
        Outputs = SymbolicTensors.Of(outputs);
    }

    /// <summary>The layer that is used.</summary>
    public Layer Layer { get; }

    /// <summary>What goes in; nothing, for an <see cref="Layers.Input"/>.</summary>
    public SymbolicTensors Inputs { get; }

    /// <summary>What comes out: one tensor of most layers, several of one with returnState.</summary>
    public SymbolicTensors Outputs { get; }

    /// <summary>
    /// Rises from one use to the next, so that a model runs its layers in the order in which they were written down.
    /// </summary>
    internal long Number { get; }
}
