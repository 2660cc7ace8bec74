using LearnDL.Activations;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Models;

// What a model does as a layer: it hands everything to the layers it is made of.
public partial class Model
{
    Graph? graph; // once somebody asked for it
    GraphCall? call;
    Parameter[] weights = [];

    /// <summary>How the layers are joined.</summary>
    internal Graph Graph
    {
        get
        {
            if (graph is null)
            {
                graph = MakeGraph();
                CollectWeights();
            }
            return graph;
        }
    }

    /// <summary>Joins the layers.</summary>
    private protected virtual Graph MakeGraph() => GraphBuilder.Between(Name!, inputs!, outputs!);

    /// <summary>Says that the layers have changed: they are joined again when somebody asks.</summary>
    private protected void ForgetGraph() => (graph, call, outputShapes) = (null, null, null);

    /// <summary>The pass through the model itself, where it is no part of another.</summary>
    internal GraphCall Call
    {
        get
        {
            var joined = Graph;
            if (call is null)
            {
                call = new GraphCall(this, joined);
                call.SetNumber(0);
            }
            return call;
        }
    }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Layer> Inner => Layers;

    /// <summary>All weights, layer by layer, kernel before bias; those of a layer that is used twice once.</summary>
    public sealed override IReadOnlyList<Parameter> Parameters
    {
        get
        {
            _ = Graph; // which collects them
            return weights;
        }
    }

    /// <summary>The same for loops of every batch: going through them makes no enumerator.</summary>
    internal ReadOnlySpan<Parameter> ParameterSpan
    {
        get
        {
            _ = Graph;
            return weights;
        }
    }

    private protected override DType OwnType => DType;

    private protected override RandomSource OwnRandom => Random;

    /// <inheritdoc/>
    public override bool IsBuilt => true;

    internal sealed override bool HasGivenName => isNamed;

    internal sealed override string Kind => defaultName;

    internal sealed override int OutputCount => Graph.Outputs.Length;

    /// <inheritdoc/>
    public sealed override Shape ComputeOutputShape(Shape inputShape) => ComputeOutputShapes([inputShape])[0];

    internal override Shape[] ComputeOutputShapes(ReadOnlySpan<Shape> inputShapes)
    {
        if (inputShapes.Length != Graph.Inputs.Length)
            throw new ShapeException($"{this} takes {Graph.Inputs.Length} "
                + $"{(Graph.Inputs.Length == 1 ? "tensor" : "tensors")}.",
                string.Join(", ", InputNames), $"{inputShapes.Length}", "Give one tensor for every input.");
        if (inputs is not null)
            for (var i = 0; i < inputShapes.Length; i++)
                if (inputs[i].Node.Layer is not LearnDL.Layers.Input && !inputShapes[i].Fits(inputs[i].Shape))
                    throw new ShapeException($"{this} begins behind {inputs[i].Node.Layer}.", $"{inputs[i].Shape}",
                        $"{inputShapes[i]}", "Give what that layer gives.");
        var shapes = Graph.Shapes(inputShapes);
        return [.. Graph.Outputs.Select(place => shapes[place])];
    }

    /// <inheritdoc/>
    public override void Build(Shape inputShape, DType dtype, RandomSource random)
    {
        CheckDType(dtype);
        _ = ComputeOutputShapes([inputShape, .. InputShapes.Skip(1)]);
    }

    /// <summary>Throws where the model computes in another type than the one that it is part of.</summary>
    internal sealed override void CheckDType(DType dtype)
    {
        if (dtype != DType)
            throw new ModelException($"{this} computes in {DType}.", $"{dtype}, as the model it is part of", $"{DType}",
                $"Make both with dtype: DType.{dtype}.");
    }

    /// <summary>Makes the weights of all layers in the order in which they run.</summary>
    private protected void BuildLayers(IReadOnlyList<Shape> inputShapes, DType dtype, RandomSource random)
    {
        var shapes = Graph.Shapes([.. inputShapes]);
        foreach (var layer in Layers)
            layer.CheckDType(dtype);
        foreach (var step in Graph.Steps)
            step.Layer.Build(shapes[step.From[0]], dtype, random);
        CollectWeights();
    }

    void CollectWeights()
    {
        (call, outputShapes) = (null, null);
        weights = [.. Layers.SelectMany(layer => layer.Parameters).Distinct()];
    }

    /// <inheritdoc/>
    public sealed override LayerCall NewCall() => new GraphCall(this, Graph);

    /// <inheritdoc/>
    public sealed override OutputRange? RangeFor(OutputRange? input) =>
        Graph.Inputs.Length == 1 ? RangesFor([input], 1)[0] : null;

    internal sealed override OutputRange?[] RangesFor(ReadOnlySpan<OutputRange?> inputs, int outputs)
    {
        var ranges = OutputRanges.Of(Graph, inputs);
        return [.. Graph.Outputs.Take(outputs).Select(place => ranges[place])];
    }

    internal sealed override Layer Deciding => OutputRanges.Source(Graph, Graph.Outputs[0]);

    /// <summary>The activation that its only output ends in, if it has one.</summary>
    public sealed override ActivationFunction? OutputActivation => Graph.EndOf(0)?.Layer.OutputActivation;

    internal sealed override int? Width => Graph.Givers[Graph.Outputs[0]]?.Layer.Width;

    /// <summary>What becomes of a mask: the last layer that does more than let it pass says so.</summary>
    public sealed override MaskUse MaskUse
    {
        get
        {
            for (var i = Layers.Count - 1; i >= 0; i--)
                if (Layers[i].MaskUse != MaskUse.Passes)
                    return Layers[i].MaskUse;
            return MaskUse.Passes;
        }
    }

    /// <inheritdoc/>
    public sealed override bool HasInputGradient => Readers(0).All(layer => layer.HasInputGradient);

    internal sealed override bool MixesSamples => Layers.Any(layer => layer.MixesSamples);

    internal sealed override void CheckBatch(Shape inputShape) => CheckBatches([inputShape]);

    /// <summary>Says before a training begins that a layer could not learn from batches of these shapes.</summary>
    internal void CheckBatches(ReadOnlySpan<Shape> inputShapes)
    {
        var shapes = Graph.Shapes(inputShapes);
        foreach (var step in Graph.Steps)
            if (step.Layer is Model model)
                model.CheckBatches([.. step.From.Select(place => shapes[place])]);
            else
                step.Layer.CheckBatch(shapes[step.From[0]]);
    }

    internal sealed override void CheckData(Tensor x, string name) => CheckData(0, x, name);

    /// <summary>The same of the data for one of the inputs.</summary>
    internal void CheckData(int input, Tensor x, string name)
    {
        foreach (var layer in Readers(input))
            layer.CheckData(x, name);
    }

    /// <summary>The layers that read an input, those behind an Input layer and those inside other models.</summary>
    internal IEnumerable<Layer> Readers(int input) => ReadersOf(Graph.Inputs[input]);

    IEnumerable<Layer> ReadersOf(int place)
    {
        foreach (var step in Graph.Steps)
            for (var at = 0; at < step.From.Length; at++) // it may be read more than once
                if (step.From[at] == place)
                    foreach (var layer in step.Layer is LearnDL.Layers.Input ? ReadersOf(step.To[0])
                        : step.Layer is Model model ? model.Readers(at) : [step.Layer])
                        yield return layer;
    }

    /// <inheritdoc/>
    public override string ToString() => $"model '{Name}' ({GetType().Name})";
}
