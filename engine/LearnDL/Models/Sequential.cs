using System.Collections;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>
/// A network whose layers stand one after the other:
/// <c>new Sequential { new Dense(12, "relu"), new Dense(1, "sigmoid") }</c>.
/// The weights are made when the shape of the input is known: from an Input layer, from Build, or from the first data.
/// </summary>
public sealed class Sequential : Model, IEnumerable<Layer>
{
    readonly List<Layer> layers = [];
    readonly List<LayerCall> calls = []; // one use of every layer, with what its Backward needs
    int callNumber;   // the next free one
    Shape? taken;     // the shape of the input, once it is known

    /// <param name="name">A name for summaries and errors; "sequential" by default.</param>
    /// <param name="seed">The seed of weights, shuffles and all that is drawn while learning; without one every run
    /// differs.</param>
    /// <param name="dtype">What to compute with; Float32 unless the settings say otherwise.</param>
    public Sequential(string? name = null, int? seed = null, DType? dtype = null) : base(name, seed, dtype)
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Layer> Layers => layers;

    /// <inheritdoc/>
    public override bool IsBuilt => taken is not null;

    /// <inheritdoc/>
    public override Shape InputShape => taken ?? throw new ModelException(
        $"Model '{Name}' is not built yet: its shapes are not known.", "an Input layer first, Build(shape), or data",
        "none of them", "Begin with new Input([8]) for samples of 8 numbers.");

    /// <inheritdoc/>
    public override Shape OutputShape => OutputShapeOf(InputShape);

    internal override Shape OutputShapeOf(Shape inputShape)
    {
        if (layers.Count == 0)
            throw new ModelException(
                $"Model '{Name}' has no layers.", "at least one layer", "none", "Add(new Dense(1)).");
        for (var i = 0; i < layers.Count; i++)
        {
            LayerCheck.GetsSequences(layers, layers[i], i, inputShape);
            inputShape = layers[i].ComputeOutputShape(inputShape);
        }
        return inputShape;
    }

    /// <summary>Puts a layer at the end.</summary>
    /// <exception cref="ModelException">Its name is taken, it is in the model already, or the model is built and the
    /// layer does not fit.</exception>
    public void Add(Layer layer)
    {
        LayerCheck.Added(Name, layers, layer);
        layer.Name ??= FreeName(layer);
        if (layer is Input input)
            taken = Shape.Of([Shape.Unknown]).Concat(input.SampleShape);
        else if (taken is not null)
        {
            LayerCheck.GetsSequences(layers, layer, layers.Count, OutputShape);
            layer.Build(OutputShape, DType, Random);
        }
        layers.Add(layer);
        calls.Add(layer.NewCall());
        callNumber = calls[^1].SetNumber(callNumber);
    }

    /// <inheritdoc/>
    public override void Build(Shape inputShape)
    {
        var built = inputShape.With(0, Shape.Unknown);
        _ = OutputShapeOf(built); // all shapes fit before any weight is made, and those that were made
        if (IsBuilt)
            return;
        var shape = built;
        foreach (var layer in layers)
        {
            layer.Build(shape, DType, Random);
            shape = layer.ComputeOutputShape(shape);
        }
        taken = built;
    }

    internal override void CheckBatch(Shape inputShape)
    {
        foreach (var layer in layers)
        {
            layer.CheckBatch(inputShape);
            inputShape = layer.ComputeOutputShape(inputShape);
        }
    }

    internal override double ActivityPenalty
    {
        get
        {
            var sum = 0.0;
            foreach (var call in calls)
                sum += call.Penalty;
            return sum;
        }
    }

    internal override Tensor Forward(Tensor x, in ForwardPass pass)
    {
        Tensor mask = default;
        foreach (var call in calls)
            x = call.Forward(x, ref mask, pass);
        OutputMask = mask;
        return x;
    }

    internal override void Backward(Tensor gradient, bool fromLogits)
    {
        var first = 0; // a gradient is handed back only as far as there are weights to train
        while (first < layers.Count && (!layers[first].Trainable || layers[first].Parameters.Count == 0))
            first++;
        for (var i = 0; i < first; i++)
            calls[i].Skip();
        for (var i = calls.Count - 1; i >= first; i--)
        {
            // said again in every pass: the layer may stand elsewhere in another model
            layers[i].NeedsInputGradient = i > first;
            gradient = fromLogits && i == calls.Count - 1
                ? calls[i].BackwardFromLogits(gradient) : calls[i].Backward(gradient);
        }
    }

    /// <summary>Keras's names: dense, dense_1, max_pooling2d.</summary>
    string FreeName(Layer layer)
    {
        var kind = LayerName.Kind(layer);
        var name = kind;
        for (var number = 1; layers.Exists(other => other.Name == name); number++)
            name = $"{kind}_{number}";
        return name;
    }

    /// <inheritdoc/>
    public IEnumerator<Layer> GetEnumerator() => layers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
