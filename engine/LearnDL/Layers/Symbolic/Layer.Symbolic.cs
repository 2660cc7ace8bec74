using LearnDL.Tensors;

namespace LearnDL.Layers;

// Layers on symbolic tensors: how functional models are written down.
public abstract partial class Layer
{
    readonly List<Node> nodes = [];

    /// <summary>
    /// What the layer would make of these tensors, one step of a functional model:
    /// <c>var a = new Dense(32, "relu").Apply(input);</c> In Keras one calls the layer. Applied again, the layer uses
    /// the same weights again.
    /// </summary>
    /// <param name="inputs">The tensor, or those that a merging layer takes: <c>new Add().Apply(a, b)</c>.</param>
    /// <returns>The output; of several the first, which can be taken apart: <c>var (y, h, c) = …</c>.</returns>
    /// <exception cref="ShapeException">The layer cannot take such tensors; the error names the layers that give
    /// them.</exception>
    public SymbolicTensor Apply(params SymbolicTensors inputs) => AddNode(inputs, SymbolicShapes.Of(this, inputs));

    /// <summary>Another use of the layer, by the outputs' shapes.</summary>
    private protected SymbolicTensor AddNode(SymbolicTensors inputs, ReadOnlySpan<Shape> shapes)
    {
        var node = new Node(this, inputs, shapes);
        nodes.Add(node);
        return node.Outputs[0];
    }

    /// <summary>Takes a use away again.</summary>
    internal void RemoveNode(Node node) => nodes.Remove(node);

    /// <summary>Whether it is inside another layer, which was made for it as it was then.</summary>
    internal bool IsInsideAnother { get; set; }

    /// <summary>The uses of the layer, in the order in which they were written down.</summary>
    public IReadOnlyList<Node> Nodes => nodes;

    /// <summary>
    /// What goes into the layer's only use: in a functional model, or in a Sequential whose shapes are known.
    /// </summary>
    /// <exception cref="ModelException">It is not used yet, or more than once.</exception>
    public virtual SymbolicTensors Inputs => OnlyNode.Inputs;

    /// <summary>
    /// What comes out of the layer's only use. With it a model can be cut:
    /// <c>new Model(model.Inputs, model.Layers[1].Outputs)</c>.
    /// </summary>
    /// <exception cref="ModelException">It is not used yet, or more than once.</exception>
    public virtual SymbolicTensors Outputs => OnlyNode.Outputs;

    /// <summary>The only one of <see cref="Inputs"/>.</summary>
    /// <exception cref="ModelException">There is not exactly one.</exception>
    public SymbolicTensor Input => Only(Inputs, nameof(Inputs));

    /// <summary>The only one of <see cref="Outputs"/>.</summary>
    /// <exception cref="ModelException">There is not exactly one.</exception>
    public SymbolicTensor Output => Only(Outputs, nameof(Outputs));

    SymbolicTensor Only(SymbolicTensors tensors, string name) => tensors.Count == 1 ? tensors[0]
        : throw new ModelException($"{this} has {tensors.Count} {name.ToLowerInvariant()}.", "one",
            $"{tensors.Count}", $"Take one of the list: {name}[0].");

    Node OnlyNode => nodes.Count == 1 ? nodes[0] : throw new ModelException(
        nodes.Count == 0 ? $"{this} is not used yet." : $"{this} is used {nodes.Count} times.",
        "one use, in a functional model or in a Sequential whose shapes are known", $"{nodes.Count}",
        nodes.Count == 0 ? "Begin the Sequential with new Input([8]), or call Apply(x)."
            : "Say which use is meant: Nodes[0].Outputs is the first.");

    /// <summary>
    /// The shapes of all that comes out, for all that goes in; most layers take one tensor and give one.
    /// </summary>
    /// <exception cref="ShapeException">The layer cannot take such inputs.</exception>
    internal virtual Shape[] ComputeOutputShapes(ReadOnlySpan<Shape> inputShapes) =>
        inputShapes.Length == 1 ? [ComputeOutputShape(inputShapes[0])] : throw new ShapeException(
            $"{this} takes one tensor.", "one", $"{inputShapes.Length}",
            inputShapes.Length == 0 ? "Apply it to an Input or to what another layer gives."
                : "Join them first, with Concatenate() or Add() for instance.");
}
