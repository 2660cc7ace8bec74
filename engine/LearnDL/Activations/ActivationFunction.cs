using LearnDL.Tensors;

namespace LearnDL.Activations;

/// <summary>
/// An activation: y = f(z), and what it passes back, dz = dy ∘ f'(z). Chosen by name (<c>"relu"</c>) from the closed
/// list below. Names, slopes and constants are Keras 3's. Where the slope jumps, Backward gives one of the two slopes:
/// 0 for relu at 0, as PyTorch does.
/// </summary>
public abstract partial class ActivationFunction
{
    private protected ActivationFunction(string name, bool needsZ) => (Name, NeedsZ) = (name, needsZ);

    /// <summary>The name it is chosen by.</summary>
    public string Name { get; }

    /// <summary>
    /// The numbers of its equation beside z: the slope of leaky_relu, α and the scale of elu and selu, and of a ReLU
    /// with settings maxValue, negativeSlope and threshold. None of most.
    /// </summary>
    public IReadOnlyList<double> Constants { get; private init; } = [];

    /// <summary>Whether Backward asks for z; if not, y may be written over it.</summary>
    internal bool NeedsZ { get; }

    /// <summary>y = f(z), of the same shape.</summary>
    public virtual Tensor Forward(Tensor z)
    {
        Check.IsFloat(Name, z);
        var y = Tensor.New(z.Shape, z.DType);
        Forward(z, y);
        return y;
    }

    /// <summary>dz from dy, the input z and the output y of the same call.</summary>
    public virtual Tensor Backward(Tensor dy, Tensor z, Tensor y)
    {
        Check.SameShape(Name, dy, y);
        Check.SameDType(Name, dy, y);
        if (NeedsZ)
        {
            Check.SameShape(Name, z, y);
            Check.SameDType(Name, z, y);
        }
        var dz = Tensor.New(dy.Shape, dy.DType);
        Backward(dy, z, y, dz);
        return dz;
    }

    /// <summary>y = f(z), written over z if Backward will not ask for z: then y takes no memory of its own.</summary>
    internal Tensor ForwardInPlace(Tensor z)
    {
        if (NeedsZ || this is LinearActivation or SoftmaxActivation)
            return Forward(z);
        Forward(z, z);
        return z;
    }

    /// <summary>y = f(z); y may lie over z.</summary>
    internal abstract void Forward(Tensor z, Tensor y);

    /// <summary>dz from dy, z and y; dz may lie over dy.</summary>
    internal abstract void Backward(Tensor dy, Tensor z, Tensor y, Tensor dz);

    /// <summary>Hands the function's type on.</summary>
    internal abstract R Use<R>(IActivationUser<R> user);

    // Self-normalizing networks (Klambauer and others 2017), the constants that keep mean 0 and variance 1.
    const double SeluAlpha = 1.6732632423543772, SeluScale = 1.0507009873554805;

    static readonly ActivationFunction[] All =
    [
        new LinearActivation(),
        new ElementwiseActivation<ReLUActivation>("relu", default, needsZ: false),
        LeakyReLU(0.2),
        new ElementwiseActivation<EluActivation>("elu", new(1, 1), needsZ: true) { Constants = [1, 1] },
        new ElementwiseActivation<EluActivation>("selu", new(SeluAlpha, SeluScale), needsZ: true)
        {
            Constants = [SeluAlpha, SeluScale],
        },
        new ElementwiseActivation<SigmoidActivation>("sigmoid", default, needsZ: false),
        new ElementwiseActivation<HardSigmoidActivation>("hard_sigmoid", default, needsZ: false),
        new ElementwiseActivation<TanhActivation>("tanh", default, needsZ: false),
        new ElementwiseActivation<SoftplusActivation>("softplus", default, needsZ: true),
        new ElementwiseActivation<SoftsignActivation>("softsign", default, needsZ: true),
        new ElementwiseActivation<ExponentialActivation>("exponential", default, needsZ: false),
        new ElementwiseActivation<SiluActivation>("silu", default, needsZ: true),
        new SoftmaxActivation(),
    ];

    /// <summary>The names of all activations.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(f => f.Name)];

    /// <summary>y = z.</summary>
    public static ActivationFunction Linear { get; } = Get("linear");

    /// <summary>y = σ(z), between 0 and 1.</summary>
    public static ActivationFunction Sigmoid { get; } = Get("sigmoid");

    /// <summary>Shares of classes: positive, and their sum is 1.</summary>
    public static ActivationFunction Softmax { get; } = Get("softmax");

    /// <summary>
    /// The activation of this name, in capitals or not, with underscores or without: "LeakyReLU" is "leaky_relu".
    /// Keras's "swish" is "silu".
    /// </summary>
    /// <exception cref="UnknownNameException">There is none; the error lists the known ones.</exception>
    public static ActivationFunction Get(string name)
    {
        var known = NameList.Find(name, Names) ?? (NameList.Find(name, ["swish"]) is null ? null : "silu");
        foreach (var function in All)
            if (function.Name == known)
                return function;
        throw NameList.Unknown("activation", name, Names);
    }

    /// <summary>z for z > 0, slope·z below.</summary>
    public static ActivationFunction LeakyReLU(double slope) =>
        new ElementwiseActivation<LeakyReLUActivation>("leaky_relu", new(slope), needsZ: true)
        {
            Constants = [slope],
            ownRange = z => ReLURange(z, double.PositiveInfinity, slope, 0),
        };

    /// <summary>z for z > 0, α(eᶻ − 1) below.</summary>
    public static ActivationFunction ELU(double alpha) =>
        new ElementwiseActivation<EluActivation>("elu", new(alpha, 1), needsZ: true)
        {
            Constants = [alpha, 1],
            ownRange = z => alpha >= 0 ? AtLeast(-alpha, z, 1) : OutputRange.Any,
        };

    /// <summary>
    /// Keras's general ReLU: slope·(z − threshold) below the threshold, z above it, and never more than the maximum.
    /// </summary>
    public static ActivationFunction ReLU(double maxValue, double negativeSlope, double threshold) =>
        new ElementwiseActivation<BoundedReLUActivation>("relu", new(maxValue, negativeSlope, threshold), needsZ: true)
        {
            Constants = [maxValue, negativeSlope, threshold],
            ownRange = z => ReLURange(z, maxValue, negativeSlope, threshold),
        };

    /// <summary>An activation by its name, as in <c>new Dense(12, "relu")</c>.</summary>
    public static implicit operator ActivationFunction(string name) => Get(name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
