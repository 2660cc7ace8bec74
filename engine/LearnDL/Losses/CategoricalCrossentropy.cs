using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Losses;

/// <summary>
/// ℓ = −Σ yₖ ln pₖ: for one of K classes, y one-hot. As in Keras, p is first divided by its sum and then clipped to [ε,
/// 1 − ε], ε = 1e-7.
/// With fromLogits, p = softmax(z) is computed inside, which needs no clipping.
/// </summary>
/// <param name="fromLogits">Whether the prediction is the score before the softmax.</param>
/// <param name="labelSmoothing">s in [0, 1]: y becomes y(1 − s) + s/K, so that no score need grow for ever (Szegedy et
/// al. 2016). 0, the default, leaves y as it is.</param>
/// <exception cref="HyperparameterException">labelSmoothing is not between 0 and 1.</exception>
public sealed class CategoricalCrossentropy(bool fromLogits = false, double labelSmoothing = 0)
    : Loss("categorical_crossentropy")
{
    readonly double s = Hyperparameter.Within(0, 1, labelSmoothing, "labelSmoothing");

    /// <inheritdoc/>
    public override bool FromLogits => fromLogits;

    /// <inheritdoc/>
    public override OutputMeaning Meaning => OutputMeaning.Shares;

    /// <inheritdoc/>
    public override Tensor Interpret(Tensor p) => fromLogits ? ActivationFunction.Softmax.Forward(p) : p;

    /// <inheritdoc/>
    public override bool FusesWith(ActivationFunction activation) =>
        !fromLogits && activation == ActivationFunction.Softmax;

    internal override Loss Unsmoothed => s == 0 ? this : new CategoricalCrossentropy(fromLogits);

    /// <summary>y(1 − s) + s/K</summary>
    protected override Tensor Targets(Tensor y, Tensor p) =>
        s == 0 ? base.Targets(y, p) : base.Targets(y, p).Affine(1 - s, s / p.Shape[-1]);

    /// <inheritdoc/>
    protected internal override Tensor RowLoss(Tensor y, Tensor p) =>
        fromLogits ? FromScores.RowLoss(y, p) : FromShares.RowLoss(y, p);

    /// <inheritdoc/>
    protected internal override Tensor RowGradient(Tensor y, Tensor p) =>
        fromLogits ? RowLogitGradient(y, ActivationFunction.Softmax.Forward(p)) : FromShares.RowGradient(y, p);

    /// <inheritdoc/>
    protected internal override Tensor RowLogitGradient(Tensor y, Tensor p) =>
        p.MultiplyColumn(y.Sum(-1)).Subtract(y); // dz = pΣy − y, and Σy = 1 as a rule

    /// <inheritdoc/>
    public override void CheckTargets(Tensor y, Shape prediction, string layer = "the last layer")
    {
        if (prediction[-1] == 1)
            throw SingleOutput(Name, layer);
        OneHotTargets.CheckShape(
            nameof(CategoricalCrossentropy), y, prediction, layer, "Use SparseCategoricalCrossentropy, or ");
        base.CheckTargets(y, prediction, layer);
    }

    internal override string? Doubt(Tensor y) => TargetRows.OddRow(y, needsLargest: false) is not { } odd ? null
        : $"{Name} is for one class per row, or shares that sum to 1, but targets have {odd}. "
            + "For labels that may go together, use sigmoid and binary_crossentropy.";

    /// <summary>The share of the only class is always 1.</summary>
    internal static ModelException SingleOutput(string loss, string layer) => new(
        $"{layer} has a single output; with {loss} its loss is always 0.", "one unit for every class", "1 unit",
        "Use \"binary_crossentropy\", or Dense(2, \"softmax\").");

    /// <summary>From the scores z before a softmax.</summary>
    static class FromScores
    {
        /// <summary>
        /// ℓ = ln Σ e^(zⱼ − m) · Σy − Σ yₖ(zₖ − m). The largest score m gives e⁰ = 1, beside which the others' digits
        /// would be lost; so ln Σ e^(zⱼ − m) = ln(1 + rest), where the rest is summed without that 1.
        /// </summary>
        public static Tensor RowLoss(Tensor y, Tensor z)
        {
            var shifted = z.SubtractColumn(z.Max(-1));
            var e = shifted.Exp();
            var isOne = e.Equal(Tensor.Ones(e.Shape, e.DType));                // 1 for the largest, and for its equals
            var rest = e.Subtract(isOne).Sum(-1).Add(isOne.Sum(-1).Shift(-1)); // Σ e^(zⱼ − m) − 1        (R)
            return rest.Log1p().Multiply(y.Sum(-1)).Subtract(y.Multiply(shifted).Sum(-1));
        }
    }

    /// <summary>From the shares p after a softmax.</summary>
    static class FromShares
    {
        public static Tensor RowLoss(Tensor y, Tensor p)
        {
            var share = p.DivideColumn(p.Sum(-1));
            return y.Multiply(share.Clip(Settings.Epsilon, 1 - Settings.Epsilon).Log()).Sum(-1).Negate();
        }

        public static Tensor RowGradient(Tensor y, Tensor p)
        {
            var sum = p.Sum(-1);
            var share = p.DivideColumn(sum);                                         // s = p / Σp
            var clipped = share.Clip(Settings.Epsilon, 1 - Settings.Epsilon);
            var ds = y.Divide(clipped).Negate().Multiply(clipped.Equal(share));      // ds = −y / s, 0 where clipped
            return ds.SubtractColumn(ds.Multiply(share).Sum(-1)).DivideColumn(sum);  // dp = (ds − Σ ds∘s) / Σp
        }
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "from_logits", fromLogits }, { "label_smoothing", s },
    };

    /// <summary>A loss with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static CategoricalCrossentropy FromConfig(Config config) =>
        Make(config, c => new CategoricalCrossentropy(c.Bool("from_logits", false), c.Number("label_smoothing", 0)));
}
