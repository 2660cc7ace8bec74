using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>
/// A network that can be trained, tested and used, with Keras's methods: Compile, Fit, Evaluate, Predict.
/// How its layers are joined is up to the subclass: <see cref="Sequential"/> puts them one after the other.
/// This file holds what a model is; <see cref="Trainer"/> and <see cref="Tester"/> hold the loops.
/// </summary>
public abstract partial class Model
{
    readonly ModelLock modelLock;
    readonly ModelSetup setup;
    readonly Tester tester;
    readonly Trainer trainer;

    private protected Model(string? name, int? seed, DType? dtype)
    {
        Name = name ?? GetType().Name.ToLowerInvariant();
        Random = new RandomSource(seed);
        DType = dtype ?? Settings.FloatX;
        var arena = new Arena();
        modelLock = new ModelLock(this);
        setup = new ModelSetup(this, modelLock);
        tester = new Tester(this, setup, modelLock, arena);
        trainer = new Trainer(this, setup, modelLock, arena, tester);
    }

    /// <summary>The name shown in summaries and errors.</summary>
    public string Name { get; }

    /// <summary>What the model computes with: Float32, or Float64.</summary>
    public DType DType { get; }

    /// <summary>The layers, first to last.</summary>
    public abstract IReadOnlyList<Layer> Layers { get; }

    /// <summary>The shape of the input, its batch size unknown: (None, 8).</summary>
    /// <exception cref="ModelException">The model is not built yet.</exception>
    public abstract Shape InputShape { get; }

    /// <summary>The shape of the output, its batch size unknown: (None, 1).</summary>
    /// <exception cref="ModelException">The model is not built yet.</exception>
    public abstract Shape OutputShape { get; }

    /// <summary>The shape that comes out for an input of this shape, also before the model is built.</summary>
    /// <exception cref="ShapeException">A layer cannot take what it would get.</exception>
    internal abstract Shape OutputShapeOf(Shape inputShape);

    /// <summary>Whether the layers have their weights.</summary>
    public abstract bool IsBuilt { get; }

    /// <summary>
    /// Where weights and shuffles come from: the same seed gives the same training, bit for bit. What layers draw in a
    /// training step, such as the masks of dropout, follows from its seed and the step's number alone (see
    /// <see cref="Draws"/>): Keras's depend on how often was drawn before.
    /// </summary>
    public RandomSource Random { get; }

    /// <summary>What may be meant but is probably a mistake, found by Compile and Fit.</summary>
    public IReadOnlyList<string> Warnings => setup.Warnings;

    /// <summary>Where Fit, Evaluate and Summary write; the console by default.</summary>
    public TextWriter Output { get; set; } = Console.Out;

    /// <summary>Prints the layers with their output shapes and numbers of parameters.</summary>
    public void Summary(TextWriter? output = null) => SummaryPrinter.Print(this, output ?? Output);

    /// <summary>
    /// Makes the weights for inputs of this shape, the batch axis included: <c>Build([-1, 8])</c>. Data or an Input
    /// layer make it happen by itself. A second call changes nothing.
    /// </summary>
    /// <exception cref="ShapeException">A layer cannot take such an input, or the weights were made for another.
    /// </exception>
    public abstract void Build(Shape inputShape);

    /// <summary>
    /// Whether a gradient is multiplied by the same weights again and again, so that it may explode where the loss is
    /// still small.
    /// </summary>
    internal bool IsRecurrent => Layers.SelectMany(Wrapper.WithInner).Any(layer => layer is IRecurrentLayer);

    /// <summary>Says before a training begins that a layer could not learn from a batch of this shape.</summary>
    internal abstract void CheckBatch(Shape inputShape);

    /// <summary>
    /// Says before anything is computed that a stateful layer cannot take this number of samples in such batches.
    /// </summary>
    /// <param name="samples">The number of samples.</param>
    /// <param name="batchSize">The batch size.</param>
    /// <param name="states">How many samples the layer keeps the states of by then; by default as many as the first
    /// batch has.</param>
    internal void CheckStates(int samples, int batchSize, int? states = null)
    {
        var first = Math.Min(samples, batchSize);
        foreach (var layer in Layers)
        {
            layer.CheckStates(states ?? first, first);
            layer.CheckStates(states ?? first, (samples - 1) % batchSize + 1); // the last
        }
    }

    /// <summary>
    /// Makes all stateful layers forget the states they keep between batches. Keras leaves it to the user to do so
    /// where a new series begins.
    /// </summary>
    public void ResetStates()
    {
        using var held = modelLock.Enter();
        foreach (var layer in Layers)
            layer.ResetState();
    }

    /// <summary>
    /// The mask of the last Forward's output (N, T): 1 where it has a real time step; no tensor where all rows count.
    /// </summary>
    internal Tensor OutputMask { get; private protected set; }

    /// <summary>What the outputs of the last Forward cost in the loss.</summary>
    internal virtual double ActivityPenalty => 0;

    /// <summary>The output for a batch.</summary>
    internal abstract Tensor Forward(Tensor x, in ForwardPass pass);

    /// <summary>
    /// Hands the gradient of the output, or of the scores before the last activation, back through all layers.
    /// </summary>
    internal abstract void Backward(Tensor gradient, bool fromLogits);
}
