using LearnDL.Activations;
using LearnDL.Constraints;
using LearnDL.Initializers;
using LearnDL.Regularizers;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// One stage of a network: it makes one tensor into another and, on the way back, a gradient of its output into one of
/// its input. Layers of your own derive from <see cref="Layer{TSaved}"/>.
/// </summary>
public abstract partial class Layer
{
    bool isBuilt, nameIsMade, trainable = true;
    Draws ownDraws; // the next, where the layer is used by itself

    /// <summary>The name shown in summaries and errors; a model gives one to a layer that has none.</summary>
    public string? Name { get; internal set; }

    /// <summary>Whether the name is the user's, and not one that a model gave.</summary>
    internal virtual bool HasGivenName => Name is not null && !nameIsMade;

    /// <summary>The name that a model gives it, with a number behind it where that is taken: "dense".</summary>
    internal virtual string Kind => LayerName.Kind(this);

    /// <summary>Gives it a name of a model's making.</summary>
    internal void MakeName(string name) => (Name, nameIsMade) = (name, true);

    /// <summary>
    /// Whether training changes the weights; true. Setting it sets it for the layers inside as well.
    /// </summary>
    public bool Trainable
    {
        get => trainable;
        set
        {
            trainable = value;
            foreach (var layer in Inner)
                layer.Trainable = value;
        }
    }

    /// <summary>
    /// What the layer's output costs in the loss, divided by the number of samples; null for nothing. Any layer can be
    /// given one; some take it in their constructor. Of several outputs it is the first that costs. (In Keras all do.)
    /// </summary>
    public Regularizer? ActivityRegularizer { get; set; }

    /// <summary>The layers it is made of; none of most layers.</summary>
    public virtual IReadOnlyList<Layer> Inner => [];

    /// <summary>This layer, those it is made of, and those that they are made of.</summary>
    internal IEnumerable<Layer> WithInner() => [this, .. Inner.SelectMany(layer => layer.WithInner())];

    /// <summary>Whether the layer has its weights.</summary>
    public virtual bool IsBuilt => isBuilt;

    /// <summary>The activation the layer ends in, if it has one that a loss could be fused with.</summary>
    public virtual ActivationFunction? OutputActivation => null;

    /// <summary>
    /// The numbers that can come out when the network is used, for a range of its inputs; null where that is not known.
    /// A layer of your own that does not override it has null, and no loss objects to it. Padding does not count.
    /// </summary>
    /// <param name="input">What can come in.</param>
    public virtual OutputRange? RangeFor(OutputRange? input) => null;

    /// <summary>The same of every output, for all inputs.</summary>
    internal virtual OutputRange?[] RangesFor(ReadOnlySpan<OutputRange?> inputs, int outputs)
    {
        var ranges = new OutputRange?[outputs];
        ranges[0] = inputs.Length == 1 ? RangeFor(inputs[0]) : null;
        return ranges;
    }

    /// <summary>How many tensors it gives: one, or several, as a recurrent layer with returnState does.</summary>
    internal virtual int OutputCount => 1;

    /// <summary>The size of the output's last axis, where the layer alone decides on it.</summary>
    internal virtual int? Width => null;

    /// <summary>The layer that decides what comes out: this one, or the one inside it.</summary>
    internal virtual Layer Deciding => this;

    /// <summary>
    /// False for the first layer of a model: its input is data, nobody asks for its gradient, and a third of the
    /// layer's work can be left out.
    /// </summary>
    internal bool NeedsInputGradient { get; set; } = true;

    /// <summary>
    /// False where the input are names, not quantities, as the ids of <see cref="Embedding"/>: then there is nothing to
    /// differentiate by, and dx is 0.
    /// </summary>
    public virtual bool HasInputGradient => true;

    /// <summary>
    /// What becomes of a mask, which says for every sample and time step whether it is real or only padding; by default
    /// it is ignored and ends here.
    /// </summary>
    public virtual MaskUse MaskUse => MaskUse.Ignores;

    /// <summary>
    /// Whether an output depends on other time steps of its sequence, masked ones too, although the mask passes by.
    /// </summary>
    /// <param name="inputShape">The shape of the input.</param>
    /// <param name="maskRank">The number of axes of the mask: all axes of the input before this one may be
    /// padded.</param>
    internal virtual bool MixesSteps(Shape inputShape, int maskRank) => false;

    /// <summary>
    /// Whether the layer computes with all samples together while it learns, so that it matters to it which of them are
    /// only padding.
    /// </summary>
    internal virtual bool MixesSamples => false;

    /// <summary>
    /// The mask (N, T) that the next layer gets for this layer's input and its mask: 1 for a real time step, 0 for
    /// padding; no tensor where all are real.
    /// </summary>
    public virtual Tensor OutputMask(Tensor x, Tensor mask) => MaskUse == MaskUse.Passes ? mask : default;

    /// <summary>Keras's name of <see cref="OutputMask"/>: <c>embedding.ComputeMask(ids)</c>.</summary>
    public Tensor ComputeMask(Tensor x, Tensor mask = default) => OutputMask(x, mask);

    /// <summary>The shape that comes out for an input of this shape; the batch size may be unknown (None).</summary>
    /// <exception cref="ShapeException">The layer cannot take such an input.</exception>
    public abstract Shape ComputeOutputShape(Shape inputShape);

    /// <summary>Makes the weights for inputs of this shape. A second call changes nothing.</summary>
    /// <exception cref="ModelException">It has its weights already, as numbers of another type.</exception>
    public virtual void Build(Shape inputShape, DType dtype, RandomSource random)
    {
        CheckDType(dtype);
        if (IsBuilt)
            return;
        CheckShape(inputShape);
        CreateParameters(inputShape, dtype, random);
        ownDraws = new Draws(random.Seed, random.Layers++);
        BuiltAs = dtype;
        isBuilt = true;
    }

    /// <summary>Says what is wrong with the shape before anything is made.</summary>
    private protected virtual void CheckShape(Shape inputShape) => _ = ComputeOutputShape(inputShape);

    /// <summary>Throws where the layer has weights already, of another type than the model computes with.</summary>
    /// <exception cref="ModelException">It has.</exception>
    internal virtual void CheckDType(DType dtype)
    {
        if (IsBuilt && Parameters.Count > 0 && Parameters[0].Value.DType is var own && own != dtype)
            throw new ModelException($"{this} has weights of type {own} already.", $"{dtype}, as the model computes",
                $"{own}", $"Make both with one dtype, or make a new {GetType().Name}.");
    }

    /// <summary>Makes the weights with <c>AddParameter</c>; a layer without weights has nothing to do.</summary>
    protected virtual void CreateParameters(Shape inputShape, DType dtype, RandomSource random)
    {
    }

    /// <summary>What Build makes, such as a weight; an error before that.</summary>
    /// <exception cref="ModelException">The layer is not built yet.</exception>
    protected T Built<T>(T? part) where T : class => part ?? throw NotBuilt();

    ModelException NotBuilt() => new($"{this} is not built yet.", "Build before Forward", "no weights",
        "Put the layer in a model, or call Build(shape, dtype, random) first.");

    /// <summary>A place for one use of the layer in a model, which keeps what that use's backward pass needs.</summary>
    public abstract LayerCall NewCall();

    /// <summary>Says before a training begins that the layer could not learn from a batch of this shape.</summary>
    internal virtual void CheckBatch(Shape inputShape)
    {
    }

    /// <summary>Says before a training begins what the first layer of a model cannot take of the data.</summary>
    /// <param name="x">All samples, of any type.</param>
    /// <param name="name">What an error calls them.</param>
    internal virtual void CheckData(Tensor x, string name)
    {
    }

    /// <summary>
    /// Says before anything is computed that a layer which keeps a state per sample cannot go on with a
    /// batch of another size.
    /// </summary>
    internal virtual void CheckStates(int samples, int batch)
    {
        foreach (var layer in Inner)
            layer.CheckStates(samples, batch);
    }

    /// <summary>Forgets what the layer carries from batch to batch; only a stateful recurrent layer does.</summary>
    public virtual void ResetState()
    {
        foreach (var layer in Inner)
            layer.ResetState();
    }

    /// <summary>Keras 2's name of <see cref="ResetState"/>.</summary>
    public virtual void ResetStates() => ResetState();

    /// <summary>
    /// The random numbers of a pass. A layer must draw only from these, so that they depend on the seed, the step and
    /// the sample and on nothing else. Ask once in a pass, and give all that is drawn there a stream of its own.
    /// Outside a model every pass that asks counts as a step, so that the next one draws others.
    /// </summary>
    /// <param name="pass">The pass.</param>
    /// <param name="seed">The layer's own seed, if it has one; by default the model's.</param>
    /// <exception cref="ModelException">The layer is not built yet.</exception>
    protected Draws DrawsOf(in ForwardPass pass, int? seed = null)
    {
        if (!IsBuilt)
            throw NotBuilt();
        var draws = pass.Draws ?? ownDraws;
        if (pass.Draws is null)
            ownDraws = ownDraws with { Step = ownDraws.Step + 1 };
        return draws with { Seed = seed ?? draws.Seed };
    }

    /// <summary>
    /// Begins the random numbers of a layer outside a model again, so that a forward pass can be repeated exactly.
    /// </summary>
    internal virtual void Restart(int seed)
    {
        ownDraws = new Draws(seed);
        foreach (var layer in Inner)
            layer.Restart(unchecked(seed++)); // each with draws of its own
    }

    /// <summary>What an error about a setting calls a layer that is still being made: "Dense 'first'".</summary>
    internal static string Called(string kind, string? name) => name is null ? kind : $"{kind} '{name}'";

    string Article => "AEIOU".Contains(GetType().Name[0]) ? "an" : "a";

    /// <inheritdoc/>
    public override string ToString() =>
        Name is null ? $"{Article} {GetType().Name} layer" : $"layer '{Name}' ({GetType().Name})";
}
