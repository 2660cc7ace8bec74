using LearnDL.Tensors;

namespace LearnDL.Activations;

/// <summary>
/// An activation: y = f(z), and what it passes back, dz = dy ∘ f'(z). Chosen by name (<c>"relu"</c>) from the closed list below.
/// Names, slopes and constants are Keras 3's. Where the slope jumps, Backward gives one of the two slopes: 0 for relu at 0, as PyTorch does.
/// </summary>
public sealed partial class ActivationFunction
{
    readonly Func<Tensor, Tensor, Tensor> forward;
    readonly Func<Tensor, Tensor, Tensor, Tensor> backward;

    ActivationFunction(string name, Func<Tensor, Tensor> forward, Func<Tensor, Tensor, Tensor, Tensor> backward) : this(name, (z, into) => forward(z), backward)
    {
    }

    /// <summary>A function whose slope is found from y alone, so that y may be written over z: forward is told where to write.</summary>
    ActivationFunction(string name, Func<Tensor, Tensor, Tensor> forward, Func<Tensor, Tensor, Tensor, Tensor> backward) =>
        (Name, this.forward, this.backward) = (name, forward, backward);

    /// <summary>The name it is chosen by.</summary>
    public string Name { get; }

    /// <summary>y = f(z), of the same shape.</summary>
    public Tensor Forward(Tensor z) => forward(z, default);

    /// <summary>y = f(z), written over z if Backward will not ask for z: then y takes no memory of its own.</summary>
    internal Tensor ForwardInPlace(Tensor z) => forward(z, z);

    /// <summary>dz from dy, the input z and the output y of the same call.</summary>
    public Tensor Backward(Tensor dy, Tensor z, Tensor y) => backward(dy, z, y);

    // Self-normalizing networks (Klambauer and others 2017), the constants that keep mean 0 and variance 1.
    const double SeluAlpha = 1.6732632423543772, SeluScale = 1.0507009873554805;

    static readonly ActivationFunction[] All =
    [
        new("linear", z => z, (dy, z, y) => dy),
        new("relu", (z, into) => z.ReLU(into), (dy, z, y) => dy.WherePositive(y)),
        LeakyReLU(0.2),
        // elu: z for z > 0, eᶻ − 1 below; the slope below is eᶻ
        new("elu", z => Elu(z, 1), (dy, z, y) => dy.Multiply(EluSlope(z, 1))),
        new("selu", z => Elu(z, SeluAlpha).Scale(SeluScale), (dy, z, y) => dy.Multiply(EluSlope(z, SeluAlpha)).Scale(SeluScale)),
        new("sigmoid", (z, into) => z.Sigmoid(into), (dy, z, y) => dy.Multiply(y.SigmoidSlope())),
        // hard_sigmoid: a straight line from (−3, 0) to (3, 1)
        new("hard_sigmoid", z => z.Shift(3).Clip(0, 6).Scale(1.0 / 6), (dy, z, y) => dy.Multiply(y.Positive()).Multiply(y.Affine(-1, 1).Positive()).Scale(1.0 / 6)),
        new("tanh", (z, into) => z.Tanh(into), (dy, z, y) => dy.Multiply(y.TanhSlope())),
        // softplus: ln(1 + eᶻ) = max(z, 0) + ln(1 + e^−|z|), which cannot overflow
        new("softplus", Softplus, (dy, z, y) => dy.Multiply(z.Sigmoid())),
        // softsign: z / (1 + |z|), slope 1 / (1 + |z|)²
        new("softsign", z => z.Divide(z.Abs().Shift(1)), (dy, z, y) => dy.Divide(z.Abs().Shift(1).Square())),
        new("exponential", (z, into) => z.Exp(into), (dy, z, y) => dy.Multiply(y)),
        // silu (swish): z·σ(z), slope σ + y(1 − σ)
        new("silu", z => z.Multiply(z.Sigmoid()), (dy, z, y) => dy.Multiply(SiluSlope(y, z.Sigmoid()))),
        new("softmax", SoftmaxForward, SoftmaxBackward),
    ];

    /// <summary>The names of all activations.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(f => f.Name)];

    /// <summary>y = z.</summary>
    public static ActivationFunction Linear { get; } = Get("linear");

    /// <summary>y = σ(z).</summary>
    public static ActivationFunction Sigmoid { get; } = Get("sigmoid");

    /// <summary>y = softmax(z), along the last axis.</summary>
    public static ActivationFunction Softmax { get; } = Get("softmax");

    /// <summary>The activation of this name.</summary>
    /// <exception cref="UnknownNameException">There is none; the error lists the known ones.</exception>
    public static ActivationFunction Get(string name)
    {
        foreach (var function in All)
            if (function.Name == name)
                return function;
        throw NameList.Unknown("activation", name, Names);
    }

    /// <summary>z for z > 0, slope·z below.</summary>
    public static ActivationFunction LeakyReLU(double slope) =>
        new("leaky_relu", z => z.ReLU().Subtract(z.Negate().ReLU().Scale(slope)), (dy, z, y) => dy.Multiply(z.Positive().Affine(1 - slope, slope)))
        {
            ownRange = z => ReLURange(z, double.PositiveInfinity, slope, 0),
        };

    /// <summary>Keras's general ReLU: slope·(z − threshold) below the threshold, z above it, and never more than the maximum.</summary>
    public static ActivationFunction ReLU(double maxValue, double negativeSlope, double threshold) => new("relu",
        z =>
        {
            var below = z.Affine(-1, threshold).Positive();
            var line = z.Multiply(below.Affine(-1, 1));
            return line.Add(z.Affine(negativeSlope, -negativeSlope * threshold).Multiply(below)).Clip(double.NegativeInfinity, maxValue);
        },
        (dy, z, y) => dy.Multiply(z.Affine(-1, threshold).Positive().Affine(negativeSlope - 1, 1))
            .Multiply(y.Affine(-1, maxValue).Positive()))
    {
        ownRange = z => ReLURange(z, maxValue, negativeSlope, threshold),
    };

    /// <summary>An activation by its name, as in <c>new Dense(12, "relu")</c>.</summary>
    public static implicit operator ActivationFunction(string name) => Get(name);

    /// <inheritdoc/>
    public override string ToString() => Name;

    static Tensor Elu(Tensor z, double alpha)
    {
        var negative = z.Clip(double.NegativeInfinity, 0).Expm1().Scale(alpha); // α(eᶻ − 1), and 0 where z > 0
        return z.ReLU().Add(negative);
    }

    /// <summary>1 for z > 0, αeᶻ below. (It is y + α as well, but that sum would lose the digits of a small eᶻ.)</summary>
    static Tensor EluSlope(Tensor z, double alpha)
    {
        var right = z.Positive();
        return right.Add(right.Affine(-1, 1).Multiply(z.Clip(double.NegativeInfinity, 0).Exp().Scale(alpha)));
    }

    static Tensor Softplus(Tensor z) => z.ReLU().Add(z.Abs().Negate().Exp().Log1p());

    static Tensor SiluSlope(Tensor y, Tensor sigma) => sigma.Add(y.Multiply(sigma.Affine(-1, 1)));

    /// <summary>yₖ = e^(zₖ − m) / Σ e^(zⱼ − m) along the last axis; taking the largest m away first keeps e from overflowing.</summary>
    static Tensor SoftmaxForward(Tensor z)
    {
        var e = z.SubtractColumn(z.Max(-1)).Exp();
        return e.DivideColumn(e.Sum(-1));
    }

    /// <summary>Every output depends on every input: dzₖ = yₖ(dyₖ − Σⱼ dyⱼyⱼ).</summary>
    static Tensor SoftmaxBackward(Tensor dy, Tensor z, Tensor y) => y.Multiply(dy.SubtractColumn(dy.Multiply(y).Sum(-1)));
}
