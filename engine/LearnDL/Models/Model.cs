using System.Runtime.CompilerServices;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>
/// A network that can be trained, tested and used, with Keras's methods: Compile, Fit, Evaluate, Predict.
/// <c>new Model(inputs, outputs)</c> makes one of all layers between some inputs and some outputs (Keras's functional
/// API); <see cref="Sequential"/> puts them one after the other. A model is a layer, too: it can be applied, or be a
/// part of another model.
/// This file holds what a model is, Model.Layer.cs what it does as a layer; <see cref="Trainer"/> and
/// <see cref="Tester"/> hold the loops.
/// </summary>
public partial class Model : Layer
{
    readonly ModelLock modelLock;
    readonly ModelSetup setup;
    readonly Tester tester;
    readonly Trainer trainer;
    readonly SymbolicTensors? inputs, outputs;
    readonly string defaultName;
    readonly bool isNamed;
    Shape[]? outputShapes; // once they were asked for

    /// <summary>
    /// A model of all layers between these inputs and outputs. Layers without weights get theirs here; those that have
    /// some share them with the models they are in already.
    /// </summary>
    /// <param name="inputs">An Input, or several: <c>[words, habits]</c>. What another layer gives is an input,
    /// too.</param>
    /// <param name="outputs">What the last layers give.</param>
    /// <param name="name">A name for summaries and errors; "functional" by default, as in Keras 3.</param>
    /// <param name="seed">The seed of weights, shuffles and all that is drawn while learning; without one every run
    /// differs. Layers that have their weights already, such as those of a model inside, keep them.</param>
    /// <param name="dtype">What to compute with; Float32 unless the settings say otherwise.</param>
    /// <exception cref="ModelException">An output needs what is not among the inputs, two layers have one name, or a
    /// layer has weights of another type.</exception>
    public Model(SymbolicTensors inputs, SymbolicTensors outputs, string? name = null, int? seed = null,
        DType? dtype = null) : this(name, "functional", seed, dtype)
    {
        (this.inputs, this.outputs) = (inputs, outputs);
        LayerCheck.Names(Name!, Graph.Layers);
        StateCheck.UsedOnce(this);
        BuildLayers(InputShapes, DType, Random);
    }

    private protected Model(string? name, string defaultName, int? seed, DType? dtype)
    {
        (Name, this.defaultName, isNamed) = (name ?? defaultName, defaultName, name is not null);
        Random = new RandomSource(seed);
        DType = dtype ?? Settings.FloatX;
        var arena = new Arena();
        modelLock = new ModelLock(this);
        setup = new ModelSetup(this, modelLock);
        tester = new Tester(this, setup, modelLock, arena);
        trainer = new Trainer(this, setup, modelLock, arena, tester);
    }

    /// <summary>What the model computes with: Float32, or Float64.</summary>
    public DType DType { get; }

    /// <summary>The layers, each once, in the order in which they run.</summary>
    public virtual IReadOnlyList<Layer> Layers => Graph.Layers;

    /// <summary>The shape of the input, its batch size unknown: (None, 8).</summary>
    /// <exception cref="ModelException">The model is not built yet, or has several inputs.</exception>
    public Shape InputShape => Only(InputShapes, "inputs");

    /// <summary>The shape of the output, its batch size unknown: (None, 1).</summary>
    /// <exception cref="ModelException">The model is not built yet, or has several outputs.</exception>
    public Shape OutputShape => Only(OutputShapes, "outputs");

    /// <summary>The shapes of all inputs.</summary>
    /// <exception cref="ModelException">The model is not built yet.</exception>
    public virtual IReadOnlyList<Shape> InputShapes => [.. inputs!.Select(input => input.Shape)];

    /// <summary>The shapes of all outputs.</summary>
    /// <exception cref="ModelException">The model is not built yet.</exception>
    public IReadOnlyList<Shape> OutputShapes => outputShapes ??= ComputeOutputShapes([.. InputShapes]);

    Shape Only(IReadOnlyList<Shape> shapes, string name) => shapes.Count == 1 ? shapes[0]
        : throw new ModelException($"Model '{Name}' has {shapes.Count} {name}.", "one", $"{shapes.Count}",
            $"Ask for {(name == "inputs" ? nameof(InputShapes) : nameof(OutputShapes))}.");

    /// <inheritdoc/>
    public override SymbolicTensors Inputs => inputs ?? base.Inputs;

    /// <inheritdoc/>
    public override SymbolicTensors Outputs => outputs ?? base.Outputs;

    /// <summary>The names of the inputs: those of their layers.</summary>
    public IReadOnlyList<string> InputNames => inputs is null ? ["x"] : Names(inputs);

    /// <summary>
    /// The names of the outputs: those of the layers that give them. Losses and metrics of several outputs are reported
    /// under them, "price_loss".
    /// </summary>
    public IReadOnlyList<string> OutputNames =>
        outputs is null ? ["y"] : Names(outputs);

    /// <summary>A layer that gives several tensors, or one twice, gives them with numbers: "lstm", "lstm_1".</summary>
    static List<string> Names(SymbolicTensors tensors)
    {
        var names = new List<string>();
        foreach (var tensor in tensors)
        {
            var name = tensor.Node.Layer.Name!;
            for (var number = 1; names.Contains(name); number++)
                name = $"{tensor.Node.Layer.Name}_{number}";
            names.Add(name);
        }
        return names;
    }

    /// <summary>
    /// Where weights and shuffles come from: the same seed gives the same training, bit for bit. What layers draw in a
    /// training step, such as the masks of dropout, follows from its seed and the step's number alone (see
    /// <see cref="Draws"/>): Keras's depend on how many draws came before.
    /// </summary>
    public RandomSource Random { get; }

    /// <summary>What may be meant but is probably a mistake, found by Compile and Fit.</summary>
    public IReadOnlyList<string> Warnings => setup.Warnings;

    /// <summary>Where Fit, Evaluate and Summary write; the console by default.</summary>
    public TextWriter Writer { get; set; } = Console.Out;

    /// <summary>
    /// Prints the layers with their output shapes and numbers of parameters, as Keras 3 does; where the model is not a
    /// chain, with what each is connected to: "dense[0][1]" is output 1 of the first use of dense. The layers of a
    /// functional model come in Keras's order, those farthest from the outputs first.
    /// </summary>
    /// <param name="output">Where to print; <see cref="Writer"/> by default.</param>
    /// <param name="lineLength">Characters per line: by default 88, with connections 108, and 12 more with
    /// showTrainable. (Keras also goes by the width of the terminal.)</param>
    /// <param name="positions">Where the columns end, as parts of the line: [0.45, 0.8, 1] by default, with connections
    /// [0.3, 0.56, 0.74, 1].</param>
    /// <param name="expandNested">Whether the layers of a model inside the model follow it.</param>
    /// <param name="showTrainable">Whether a column says Y or N of each layer with weights.</param>
    /// <param name="layerRange">The names of the first and the last layer to print, or regular expressions that the
    /// names begin with; the first that fits and the last that fits.</param>
    /// <exception cref="HyperparameterException">The line is too short, or there is not one position per
    /// column.</exception>
    /// <exception cref="UnknownNameException">No layer has a name of the range.</exception>
    public void Summary(TextWriter? output = null, int? lineLength = null, IReadOnlyList<double>? positions = null,
        bool expandNested = false, bool showTrainable = false, (string First, string Last)? layerRange = null) =>
        SummaryPrinter.Print(this, output ?? Writer,
            new SummarySettings(lineLength, positions, expandNested, showTrainable, layerRange));

    /// <summary>
    /// Makes the weights for inputs of this shape, the batch axis included: <c>Build([-1, 8])</c>. Data or an Input
    /// layer make it happen by itself. A second call changes nothing.
    /// </summary>
    /// <exception cref="ShapeException">A layer cannot take such an input, or the weights were made for another.
    /// </exception>
    public void Build(Shape inputShape) => Build(inputShape, DType, Random);

    /// <summary>The same, with null, Keras's None, for a size that may be any: <c>Build([null, 8])</c>.</summary>
    /// <exception cref="ShapeException">As for the other.</exception>
    [OverloadResolutionPriority(-1)]
    public void Build(int?[] inputShape) => Build(Shape.Of([.. inputShape.Select(size => size ?? Shape.Unknown)]));

    /// <summary>The layer of this name, or with this number, from 0.</summary>
    /// <exception cref="UnknownNameException">No layer has the name; the error lists those that are there.</exception>
    /// <exception cref="ModelException">There are not as many layers, or neither was given, or both.</exception>
    public Layer GetLayer(string? name = null, int? index = null)
    {
        if (name is null == index is null)
            throw new ModelException("GetLayer finds a layer by its name or by its number.", "one of them",
                name is null ? "neither" : "both", "GetLayer(\"dense\"), or GetLayer(index: 0).");
        if (name is not null)
            return Layers.FirstOrDefault(layer => layer.Name == name)
                ?? throw NameList.Unknown($"layer of model '{Name}'", name, [.. Layers.Select(layer => layer.Name!)]);
        return index >= 0 && index < Layers.Count ? Layers[index.Value] : throw new ModelException(
            $"Model '{Name}' has no layer {index}.", $"0 to {Layers.Count - 1}, as it has {Layers.Count} layers",
            $"{index}", "Layers count from 0; Layers[^1] is the last.");
    }

    /// <summary>
    /// Whether a gradient is multiplied by the same weights again and again, so that it may explode where the loss is
    /// still small.
    /// </summary>
    internal bool IsRecurrent => WithInner().Any(layer => layer is IRecurrentLayer);

    /// <summary>
    /// Says before anything is computed that a stateful layer cannot take this number of samples in such batches.
    /// </summary>
    /// <param name="samples">The number of samples.</param>
    /// <param name="batchSize">The batch size.</param>
    /// <param name="states">How many samples the layer keeps the states of by then; by default as many as the first
    /// batch has.</param>
    internal void CheckBatchSize(int samples, int batchSize, int? states = null)
    {
        var first = Math.Min(samples, batchSize);
        CheckStates(states ?? first, first);
        CheckStates(states ?? first, (samples - 1) % batchSize + 1); // the last
    }

    /// <summary>
    /// Makes all stateful layers forget the states they keep between batches. Keras leaves it to the user to do so
    /// where a new series begins.
    /// </summary>
    public override void ResetStates()
    {
        using var held = modelLock.Enter();
        ResetState();
    }
}
