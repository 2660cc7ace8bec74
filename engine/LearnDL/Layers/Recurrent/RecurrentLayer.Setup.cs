using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

// What a recurrent layer is made of: settings, shapes, weights. The computation is in RecurrentLayer.cs, the states are
// in RecurrentLayer.State.cs.
public abstract partial class RecurrentLayer<TStep>
{
    readonly int gates;

    private protected RecurrentLayer(RecurrentSettings settings, int gates, string? name) =>
        (Settings, this.gates, Name, ActivityRegularizer) =
            (settings.Checked(name), gates, name, settings.ActivityRegularizer);

    /// <summary>What the constructor was given.</summary>
    public RecurrentSettings Settings { get; }

    /// <summary>W (D, G·U); null before the layer is built.</summary>
    public Parameter? Kernel { get; private set; }

    /// <summary>R (U, G·U); null before the layer is built.</summary>
    public Parameter? RecurrentKernel { get; private set; }

    /// <summary>b (G·U); null before the layer is built, or where there is none.</summary>
    public Parameter? Bias { get; private set; }

    internal sealed override int? Width => Settings.Units;

    /// <inheritdoc/>
    public sealed override MaskUse MaskUse => Settings.ReturnSequences ? MaskUse.Passes : MaskUse.Consumes;

    /// <summary>
    /// The mask of the outputs, in their order, that of reading. (Keras hands it on in the order of time, also where
    /// the layer goes backwards.)
    /// </summary>
    public sealed override Tensor OutputMask(Tensor x, Tensor mask) =>
        MaskUse == MaskUse.Consumes || !mask.HasValue ? default : Settings.GoBackwards ? mask.Reverse(1) : mask;

    /// <summary>
    /// Where the size of the gradient at every time step is written down, while somebody wants to see it.
    /// </summary>
    internal StepNorms? Flow { get; set; }

    /// <summary>
    /// The masks of dropout that are used in place of drawn ones, (1 or G, N, D) and (G, N, U), so that a test can
    /// compare with numbers computed elsewhere.
    /// </summary>
    internal (Tensor Inputs, Tensor States) GivenMasks { get; set; }

    /// <summary>
    /// The number of groups the samples are divided into, so that a test can see small batches in groups;
    /// by default it follows from the sizes.
    /// </summary>
    internal int? GivenGroups { get; set; }

    /// <summary>Whether the state has a cell state c beside h.</summary>
    protected virtual bool HasCellState => false;

    /// <summary>The shape of the bias: (G·U).</summary>
    private protected virtual Shape BiasShape => [gates * Settings.Units];

    /// <inheritdoc/>
    public sealed override Shape ComputeOutputShape(Shape inputShape)
    {
        if (inputShape.Rank != 3 || inputShape[2] == Shape.Unknown)
            throw NotSequences(inputShape);
        if (inputShape[1] == 0)
            throw new ShapeException($"{this}: the sequences have 0 time steps.",
                "at least one time step", $"{inputShape}",
                "Pad short sequences with PadSequences, or leave the empty ones out.");
        if (Kernel is not null && inputShape[2] != Kernel.Value.Shape[0])
            throw new ShapeException($"{this} was built for {Kernel.Value.Shape[0]} features per time step.",
                $"(batch, time, {Kernel.Value.Shape[0]})", $"{inputShape}",
                "Check the number of features: is a column missing, or the target still among them?");
        return Settings.ReturnSequences ? inputShape.With(2, Settings.Units) : [inputShape[0], Settings.Units];
    }

    ShapeException NotSequences(Shape given) =>
        new($"{this} wants sequences.", "(batch, time, features)", $"{given}", given.Rank switch
        {
            2 when given[0] != Shape.Unknown =>
                (given[1] > 1
                    ? $"Windows of {given[1]} numbers? x.ExpandDims() makes ({given[0]}, {given[1]}, 1). " : "")
                + $"Rows of one series? Windows.Of(series, length: {Math.Clamp(given[0] / 4, 1, 12)}) cuts it into "
                + "sequences. Token ids? Put an Embedding before it. "
                + "A recurrent layer before it? Set returnSequences: true there.",
            2 => "A layer before it that gives only its last time step? Set returnSequences: true there. "
                + $"Numbers one after the other? Reshape([{(given[1] == Shape.Unknown ? -1 : given[1])}, 1]). "
                + "Token ids? Put an Embedding before it.",
            > 3 => $"Axis {given.Rank - 1} is one too many: Reshape the features of a time step into one axis, "
                + "or wrap the layers before it in TimeDistributed with a Flatten.",
            _ => "Give the number of features: Input([time, features]).",
        });

    /// <inheritdoc/>
    protected sealed override void CreateParameters(Shape inputShape, DType dtype, RandomSource random)
    {
        int U = Settings.Units, D = inputShape[2];
        Kernel = AddParameter("kernel", [D, gates * U], Settings.KernelInitializer, dtype, random,
            regularizer: Settings.KernelRegularizer, constraint: Settings.KernelConstraint);
        RecurrentKernel = AddParameter("recurrent_kernel", [U, gates * U], Settings.RecurrentInitializer,
            dtype, random, regularizer: Settings.RecurrentRegularizer,
            constraint: Settings.RecurrentConstraint);
        if (Settings.UseBias)
            Bias = AddParameter("bias", BiasShape, Settings.BiasInitializer, dtype, random,
                regularizer: Settings.BiasRegularizer, constraint: Settings.BiasConstraint);
    }

    internal override void Restart(int seed)
    {
        ResetState();
        base.Restart(seed);
    }

    void CheckMask(Tensor x, Tensor mask)
    {
        if (mask.HasValue && mask.Shape != x.Shape[..2])
            throw new ShapeException($"{this}: the mask does not fit the sequences.",
                $"{x.Shape[..2]}, one number per time step", $"{mask.Shape}",
                "1 marks a real time step, 0 a padded one.");
    }

    /// <summary>
    /// The products with both kernels, with new masks while learning. As in Keras 3, the gates share a mask of the
    /// inputs, unless the hidden state is dropped too: then every gate has masks of its own.
    /// </summary>
    (GateProduct W, GateProduct R) Products(Tensor x, in ForwardPass pass)
    {
        var (inputs, states) = pass.Training ? GivenMasks : default;
        if (pass.Training && (Settings.Dropout > 0 || Settings.RecurrentDropout > 0))
        {
            var draws = DrawsOf(pass, Settings.Seed);
            var (N, masks) = (x.Shape[0], Settings.RecurrentDropout > 0 ? gates : 1);
            if (Settings.Dropout > 0 && !inputs.HasValue)
                inputs = Masks(draws, [masks, N, x.Shape[2]], Settings.Dropout, x.DType);
            if (Settings.RecurrentDropout > 0 && !states.HasValue)
                states = Masks(draws with { Stream = gates }, [masks, N, Settings.Units], Settings.RecurrentDropout,
                    x.DType);
        }
        return (new GateProduct(Built(Kernel), inputs), new GateProduct(Built(RecurrentKernel), states));
    }

    /// <summary>Masks (G, N, D), each by a stream of its own.</summary>
    static Tensor Masks(Draws draws, Shape shape, double rate, DType dtype)
    {
        var masks = Tensor.New(shape, dtype);
        for (var gate = 0; gate < shape[0]; gate++)
            (draws with { Stream = draws.Stream + gate }).DropoutMask(shape[1..], rate, dtype, into: masks[gate]);
        return masks;
    }

    /// <summary>(N, T, D) to (T·N, D), in the order of reading.</summary>
    internal Tensor TimeMajor(Tensor x, bool isInput = true)
    {
        int N = x.Shape[0], T = x.Shape[1], D = x.Shape[2];
        x = N == 1 ? x.Reshape(T, D) : x.Transpose(1, 0, 2).Reshape(T * N, D);
        return isInput ? InReadingOrder(x, T) : x;
    }

    /// <summary>(T·N, D) back to (N, T, D).</summary>
    internal Tensor SampleMajor(Tensor x, int N, bool isInput)
    {
        var T = x.Shape[0] / N;
        x = (isInput ? InReadingOrder(x, T) : x).Reshape(T, N, -1);
        return N == 1 ? x.Reshape(1, T, -1) : x.Transpose(1, 0, 2);
    }

    /// <summary>The time steps in the order of reading; and from there, in the order of time again.</summary>
    Tensor InReadingOrder(Tensor x, int T) => Settings.GoBackwards ? x.Reshape(T, -1).Reverse(0).Reshape(x.Shape) : x;

    /// <summary>A layer with the same settings but these.</summary>
    internal abstract RecurrentLayer<TStep> Copy(RecurrentSettings settings, string? name);

    bool IRecurrentLayer.HasCellState => HasCellState;

    StepNorms? IRecurrentLayer.Flow
    {
        get => Flow;
        set => Flow = value;
    }

    Layer IRecurrentLayer.Copy(RecurrentSettings settings, string? name) => Copy(settings, name);

    /// <inheritdoc/>
    public override Config GetConfig() => Settings.AddTo(base.GetConfig());

    /// <summary>A layer, with what Keras says of all recurrent ones.</summary>
    private protected static new T Make<T>(Config config, Func<ConfigReader, T> make, string? owner = null)
        where T : Layer => Layer.Make(config, c =>
        {
            c.Ignore("unroll", "implementation"); // how it is computed, not what
            c.Only("zero_output_for_mask", false);
            return make(c);
        }, owner);
}
