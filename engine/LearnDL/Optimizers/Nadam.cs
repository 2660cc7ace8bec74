using System.Runtime.CompilerServices;
using LearnDL.Numbers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Optimizers;

/// <summary>
/// <see cref="Adam"/> that looks ahead, as Nesterov's momentum does (Dozat 2016). With m and v as in Adam and
/// μₜ = β₁(1 − ½·0.96ᵗ): m̂ = μₜ₊₁m / (1 − μ₁⋯μₜ₊₁) + (1 − μₜ)g / (1 − μ₁⋯μₜ), v̂ = v / (1 − β₂ᵗ),
/// w ← w − lr·m̂ / (√v̂ + ε).
/// </summary>
public sealed partial class Nadam : Optimizer
{
    readonly double beta1, beta2, epsilon;
    double product = 1, power2 = 1;          // μ₁⋯μₜ, β₂ᵗ
    double ofMean, ofGradient, ofSquares;    // what m, g and v are multiplied by
    (double, double) before;
    Tensor[] m = [], v = [];

    /// <param name="learningRate">lr, a number or a schedule; 0.001 by default.</param>
    /// <param name="beta1">β₁ in [0, 1), 0.9 by default.</param>
    /// <param name="beta2">β₂ in [0, 1), 0.999 by default.</param>
    /// <param name="epsilon">ε, 1e-7 by default.</param>
    /// <param name="weightDecay">λ, see <see cref="Optimizer.WeightDecay"/>; none by default.</param>
    public Nadam(LearningRate? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7,
        double? weightDecay = null)
        : base(learningRate ?? 0.001, weightDecay)
    {
        this.beta1 = Hyperparameter.Share(beta1, "Nadam: beta1");
        this.beta2 = Hyperparameter.Share(beta2, "Nadam: beta2");
        this.epsilon = Hyperparameter.Positive(epsilon, "Nadam: epsilon", "1e-7 is usual.");
    }

    /// <summary>Nothing is divided by less than ε, and each of m̂'s two terms by no less than 1 − β₁.</summary>
    private protected override double Reach => 2 * LearningRate / (1 - beta1) / epsilon;

    /// <summary>Keras keeps μ₁⋯μₜ.</summary>
    private protected override int Scalars => 1;

    /// <summary>ε stands outside the root: it must be larger than the root of a square that vanishes.</summary>
    private protected override void CheckType(DType dtype) =>
        CheckEpsilon(epsilon, Math.Sqrt(SmallestNormal(dtype)), dtype);

    /// <inheritdoc/>
    protected override void CreateSlots() => (m, v) = (NewSlot(), NewSlot());

    /// <inheritdoc/>
    protected override void BeginStep()
    {
        before = (product, power2);
        var (μ, μNext) = (Momentum(Iterations), Momentum(Iterations + 1));
        product *= μ;
        power2 *= beta2;
        ofMean = μNext / (1 - product * μNext);
        ofGradient = (1 - μ) / (1 - product);
        ofSquares = 1 / (1 - power2);
    }

    /// <summary>μₜ = β₁(1 − ½·0.96ᵗ), which rises from about half of β₁ to β₁.</summary>
    double Momentum(long t) => beta1 * (1 - 0.5 * Math.Pow(0.96, t));

    private protected override void TakeBackStep() => (product, power2) = before;

    /// <inheritdoc/>
    public override void KeepState(TrainingState state)
    {
        base.KeepState(state);
        state.Field("product", ref product);
        state.Field("power2", ref power2);
    }

    /// <inheritdoc/>
    protected override void Update(int i, Tensor w, Tensor g) => Formula.Run(
        new Change(LearningRate, beta1, beta2, epsilon, ofMean, ofGradient, ofSquares), w, w, g, m[i], v[i]);

    /// <summary>The change of one weight's elements. Operands: 0 is w, 1 g, 2 m, 3 v.</summary>
    readonly struct Change(double learningRate, double beta1, double beta2, double epsilon, double ofMean,
        double ofGradient, double ofSquares) : IFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void IFormula.Compute<V, TPlaces>(TPlaces at)
        {
            V β1 = beta1, rest1 = 1 - beta1, β2 = beta2, rest2 = 1 - beta2, minusRate = -learningRate, ε = epsilon;
            V a = ofMean, b = ofGradient, c = ofSquares;
            for (var n = 0; n < at.Length; n += V.Count)
            {
                V g = at[1, n];
                var m = V.FlushTiny(V.MultiplyAdd(g, rest1, β1 * at[2, n]));         // m ← β₁m + (1 − β₁)g
                var v = V.FlushTiny(V.MultiplyAdd(g * g, rest2, β2 * at[3, n]));     // v ← β₂v + (1 − β₂)g²
                (at[2, n], at[3, n]) = (m, v);
                var mHat = V.MultiplyAdd(b, g, a * m);   // m̂ = μₜ₊₁m / (1 − μ₁⋯μₜ₊₁) + (1 − μₜ)g / (1 − μ₁⋯μₜ)
                var root = V.Sqrt(c * v);                                            // √v̂, v̂ = v / (1 − β₂ᵗ)
                at[0, n] = V.MultiplyAdd(mHat / (root + ε), minusRate, at[0, n]);    // w ← w − lr·m̂ / (√v̂ + ε)
            }
        }
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "beta_1", beta1 }, { "beta_2", beta2 }, { "epsilon", epsilon },
    };

    /// <summary>An optimizer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Nadam FromConfig(Config config) =>
        Make(config, c => new Nadam(c.LearningRate(), c.Number("beta_1", 0.9), c.Number("beta_2", 0.999),
            c.Number("epsilon", 1e-7), c.NumberOrNull("weight_decay")));
}
