using System.Runtime.CompilerServices;
using LearnDL.Activations;
using LearnDL.Numbers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Losses;

/// <summary>
/// ℓ = −Σ (y ln p + (1 − y) ln(1 − p)) / K: for yes-or-no targets, 1 and 0, each output on its own.
/// p is clipped to [ε, 1 − ε] first, ε = 1e-7, as in Keras; so no single row costs more than about 16.
/// With fromLogits, p = σ(z) is computed inside, which needs no clipping.
/// </summary>
/// <param name="fromLogits">Whether the prediction is the score before the sigmoid.</param>
/// <param name="labelSmoothing">s in [0, 1]: y becomes y(1 − s) + s/2, so that no score need grow for ever (Szegedy et
/// al. 2016). 0, the default, leaves y as it is.</param>
/// <exception cref="HyperparameterException">labelSmoothing is not between 0 and 1.</exception>
public sealed class BinaryCrossentropy(bool fromLogits = false, double labelSmoothing = 0) : Loss("binary_crossentropy")
{
    readonly double s = Hyperparameter.Within(0, 1, labelSmoothing, "labelSmoothing");

    /// <inheritdoc/>
    public override bool FromLogits => fromLogits;

    /// <inheritdoc/>
    public override OutputMeaning Meaning => OutputMeaning.Probabilities;

    /// <inheritdoc/>
    public override Tensor Interpret(Tensor p) => fromLogits ? p.Sigmoid() : p;

    /// <inheritdoc/>
    public override bool FusesWith(ActivationFunction activation) =>
        !fromLogits && activation == ActivationFunction.Sigmoid;

    internal override Loss Unsmoothed => s == 0 ? this : new BinaryCrossentropy(fromLogits);

    /// <summary>y(1 − s) + s/2</summary>
    protected override Tensor Targets(Tensor y, Tensor p) =>
        s == 0 ? base.Targets(y, p) : base.Targets(y, p).Affine(1 - s, s / 2);

    /// <inheritdoc/>
    protected internal override Tensor RowLoss(Tensor y, Tensor p)
    {
        if (fromLogits)
        {
            // with p = σ(z):  ℓ = ln(1 + eᶻ) − zy = max(z, 0) − zy + ln(1 + e^−|z|), the small term added last
            var z = p;
            return z.ReLU().Subtract(z.Multiply(y)).Add(z.Abs().Negate().Exp().Log1p()).Mean(-1);
        }
        var loss = Tensor.New(p.Shape, p.DType);
        Formula.Run(new OutputLoss(Settings.Epsilon), loss, y, p, loss);
        return loss.Mean(-1);
    }

    /// <summary>The loss of each output. Operands: 0 is y, 1 p, 2 the result.</summary>
    readonly struct OutputLoss(double epsilon) : IFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void IFormula.Compute<V, TPlaces>(TPlaces at)
        {
            V low = epsilon, high = 1 - epsilon;
            for (var n = 0; n < at.Length; n += V.Count)
            {
                V y = at[0, n], p = V.Min(V.Max(at[1, n], low), high);
                at[2, n] = -(y * V.Log(p) + (1 - y) * V.Log1p(-p)); // ℓ = −(y ln p + (1 − y) ln(1 − p))
            }
        }
    }

    /// <inheritdoc/>
    protected internal override Tensor RowGradient(Tensor y, Tensor p)
    {
        if (fromLogits)
            return RowLogitGradient(y, p.Sigmoid());
        var clipped = p.Clip(Settings.Epsilon, 1 - Settings.Epsilon);
        // dp = (p − y) / (p(1 − p)) / K, 0 where the clip holds p
        var slope = clipped.Subtract(y).Divide(clipped.Multiply(clipped.Affine(-1, 1)));
        return slope.Multiply(clipped.Equal(p)).Scale(1.0 / p.Shape[-1]);
    }

    /// <inheritdoc/>
    protected internal override Tensor RowLogitGradient(Tensor y, Tensor p) =>
        p.Subtract(y).Scale(1.0 / p.Shape[-1]); // dz = dp∘σ' with σ' = p(1 − p), which cancels: (p − y) / K

    /// <inheritdoc/>
    public override void CheckTargets(Tensor y, Shape prediction, string layer = "the last layer")
    {
        base.CheckTargets(y, prediction, layer);
        for (var i = 0; i < y.Size; i++)
            if (y.ValueAt(i) is not (>= 0 and <= 1))
                throw new DataException(
                    "BinaryCrossentropy wants targets in [0, 1].", "0 for no, 1 for yes",
                    $"{y.ValueAt(i)} at row {i / Math.Max(1, y.Size / y.Shape[0])} (values seen: {Seen(y)})",
                    "More than two classes? Use Dense(classes, \"softmax\") and SparseCategoricalCrossentropy. "
                        + "Labels -1 and 1? Map them to 0 and 1.");
    }

    static string Seen(Tensor y)
    {
        var values = Enumerable.Range(0, y.Size).Select(y.ValueAt).Distinct().Take(6).Order().ToList();
        return string.Join(", ", values.Take(5).Select(value => $"{value}")) + (values.Count > 5 ? ", …" : "");
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "from_logits", fromLogits }, { "label_smoothing", s },
    };

    /// <summary>A loss with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static BinaryCrossentropy FromConfig(Config config) =>
        Make(config, c => new BinaryCrossentropy(c.Bool("from_logits", false), c.Number("label_smoothing", 0)));
}
