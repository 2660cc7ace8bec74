using System.Collections;
using LearnDL.Layers;
using LearnDL.Saving;
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
    readonly HashSet<Layer> parts = []; // all that was added, with the layers inside
    readonly NamePool names = new();
    Input? input;                       // what it was told to take, which is no layer of it
    Shape? taken;                       // the shape of the input, once it is known
    SymbolicTensors? inputs, outputs;   // then too

    /// <param name="name">A name for summaries and errors; "sequential" by default.</param>
    /// <param name="seed">The seed of weights, shuffles and all that is drawn while learning; without one every run
    /// differs.</param>
    /// <param name="dtype">What to compute with; Float32 unless the settings say otherwise.</param>
    public Sequential(string? name = null, int? seed = null, DType? dtype = null)
        : base(name, "sequential", seed, dtype)
    {
    }

    /// <param name="layers">The layers, first to last: <c>new Sequential([new Dense(8), new Dense(1)])</c>.</param>
    /// <param name="name">A name for summaries and errors; "sequential" by default.</param>
    /// <param name="seed">The seed of weights, shuffles and all that is drawn while learning; without one every run
    /// differs.</param>
    /// <param name="dtype">What to compute with; Float32 unless the settings say otherwise.</param>
    /// <exception cref="ModelException">As for <see cref="Add"/>.</exception>
    public Sequential(IEnumerable<Layer> layers, string? name = null, int? seed = null, DType? dtype = null)
        : this(name, seed, dtype)
    {
        foreach (var layer in layers)
            Add(layer);
    }

    /// <summary>The layers, first to last. As in Keras an Input does not count among them: it only says a
    /// shape.</summary>
    public override IReadOnlyList<Layer> Layers => layers;

    /// <summary>What was added: the layers, and before them the Input, if there is one.</summary>
    internal List<Layer> Added => input is null ? layers : [input, .. layers];

    /// <summary>All of it, with the layers inside others.</summary>
    internal HashSet<Layer> Parts => parts;

    /// <summary>The names of what was added.</summary>
    internal NamePool LayerNames => names;

    bool IsEmpty => layers.Count == 0 && input is null;

    /// <summary>Whether the shape that the model takes was said, and not learned from data.</summary>
    internal bool HasInput => input is not null;

    /// <inheritdoc/>
    public override bool IsBuilt => taken is not null;

    /// <inheritdoc/>
    public override IReadOnlyList<Shape> InputShapes => [taken ?? throw NotBuilt()];

    ModelException NotBuilt() => new($"Model '{Name}' is not built yet: its shapes are not known.",
        "an Input layer first, Build(shape), or data", "none of them",
        "Begin with new Input([8]) for samples of 8 numbers.");

    /// <inheritdoc/>
    public override SymbolicTensors Inputs => inputs ?? throw NotBuilt();

    /// <inheritdoc/>
    public override SymbolicTensors Outputs => outputs ?? throw NotBuilt();

    internal override Shape[] ComputeOutputShapes(ReadOnlySpan<Shape> inputShapes)
    {
        if (IsEmpty)
            throw new ModelException(
                $"Model '{Name}' has no layers.", "at least one layer", "none", "Add(new Dense(1)).");
        return base.ComputeOutputShapes(inputShapes);
    }

    /// <summary>Puts a layer at the end.</summary>
    /// <exception cref="ModelException">Its name is taken, it is in the model already, or the model is built and the
    /// layer does not fit.</exception>
    public void Add(Layer layer)
    {
        LayerCheck.MayChange(this);
        LayerCheck.Added(this, layer);
        if (layer is Input first)
            Begin(first);
        else
            Append(layer);
        parts.UnionWith(layer.WithInner());
        names.Add(layer.Name!);
        ForgetGraph();
    }

    void Begin(Input first)
    {
        LayerCheck.GiveName(first, names);
        input = first;
        Take(first);
    }

    void Append(Layer layer)
    {
        if (IsEmpty && layer is Model { IsBuilt: true } first) // it knows what it takes
            Take(new Input(first.InputShape[1..], $"{Name}_input"));
        if (outputs is { } given)
        {
            SequenceCheck.GetsSequences(LastToFirst(), layer, given[0].Shape);
            layer.Build(given[0].Shape, DType, Random);
            outputs = layer.Apply(given);
        }
        LayerCheck.GiveName(layer, names);
        layers.Add(layer);
    }

    IEnumerable<Layer> LastToFirst()
    {
        for (var i = layers.Count - 1; i >= 0; i--)
            yield return layers[i];
    }

    private protected override Graph MakeGraph() => Graph.Chain(Added);

    void Take(Input input)
    {
        taken = Shape.Of([Shape.Unknown]).Concat(input.SampleShape);
        inputs = outputs = input.Output;
    }

    /// <summary>Takes the last layer away again; where there is none, the Input.</summary>
    /// <returns>The layer, which keeps its weights.</returns>
    /// <exception cref="ModelException">There is none.</exception>
    public Layer Pop()
    {
        if (IsEmpty)
            throw new ModelException($"Model '{Name}' has no layer to take away.", "at least one layer", "none",
                "Add one first.");
        LayerCheck.MayChange(this);
        var last = Added[^1];
        if (last == input)
            input = null;
        else
        {
            layers.RemoveAt(layers.Count - 1);
            if (outputs is { } given)
            {
                outputs = given[0].Node.Inputs;
                last.RemoveNode(given[0].Node);
            }
        }
        if (IsEmpty)
            (taken, inputs, outputs) = (null, null, null);
        parts.ExceptWith(last.WithInner());
        names.Remove(last.Name!);
        ForgetGraph();
        return last;
    }

    /// <inheritdoc/>
    public override void Build(Shape inputShape, DType dtype, RandomSource random)
    {
        CheckDType(dtype);
        var built = inputShape.With(0, Shape.Unknown);
        _ = ComputeOutputShape(built); // all shapes fit before any weight is made, and those that were made
        if (IsBuilt)
            return;
        BuildLayers([built], dtype, random);
        Take(new Input(built[1..], $"{Name}_input"));
        foreach (var layer in layers)
            outputs = layer.Apply(outputs!);
    }

    /// <inheritdoc/>
    public IEnumerator<Layer> GetEnumerator() => layers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal override string ClassName => nameof(Sequential);

    private protected override Config SerializeClass() => ClassTable<Layer>.Form("keras", ClassName, GetConfig(), null);

    /// <summary>
    /// The layers with their settings, in the form of Keras 3. Not the weights, nor the seed, nor what Compile was
    /// given.
    /// </summary>
    /// <exception cref="ConfigException">A layer of your own is not registered.</exception>
    public override Config GetConfig()
    {
        var config = new Config
        {
            { "name", Name }, { "trainable", Trainable }, { "dtype", DTypeConfig.Policy(DType) }, { "layers", Added },
        };
        if (ActivityRegularizer is not null)
            config.Add("activity_regularizer", ActivityRegularizer);
        if (taken is { } shape)
            config.Add("build_input_shape", shape);
        return config;
    }

    /// <summary>
    /// A new model with these settings and freshly drawn weights. With the first model's seed the weights are equal,
    /// unless there are models inside that had a seed of their own.
    /// </summary>
    /// <param name="config">What GetConfig of a Sequential gave.</param>
    /// <param name="seed">The seed of weights, shuffles and all that is drawn, also of the models inside.</param>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static new Sequential FromConfig(Config config, int? seed = null)
    {
        var model = Unbuilt(config.WithSeed(seed));
        model.BuildAs(config);
        return model;
    }

    /// <summary>Makes the weights, where the model that was written down had them without an Input.</summary>
    internal void BuildAs(Config config)
    {
        if (!IsBuilt && config["build_input_shape"] is not null)
            Build(new ConfigReader(config, nameof(Sequential)).Shape("build_input_shape"));
    }

    /// <summary>
    /// A model of a config, without weights as long as it has no Input: inside another it gets them from there, as the
    /// first one did.
    /// </summary>
    internal static Sequential Unbuilt(Config config) => Make(config, c =>
    {
        var entries = c.Objects("layers");
        var own = c.Find("dtype") is { } entry ? DTypeConfig.Of(entry, "dtype") : (DType?)null;
        var model = new Sequential(c.Name, config.Seed, ModelDType.Of(entries) ?? own);
        for (var i = 0; i < entries.Count; i++)
            model.Add(c.LayerAt(entries[i], $"layers[{i}]"));
        c.Ignore("build_input_shape");
        return model;
    });
}
