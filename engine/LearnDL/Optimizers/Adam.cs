using System.Runtime.CompilerServices;
using LearnDL.Numbers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Optimizers;

/// <summary>
/// Momentum and a rate for every element at once (Kingma, Ba 2014): m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g²,
/// w ← w − α·m / (√v + ε) with α = lr·√(1 − β₂ᵗ) / (1 − β₁ᵗ), which makes up for m and v beginning at 0.
/// AMSGrad divides by the root of the largest v so far (Reddi and others 2018). As in Keras 3, ε
/// stands outside the root ("epsilon hat").
/// </summary>
public partial class Adam : Optimizer
{
    readonly double beta1, beta2, epsilon;
    readonly bool amsgrad;
    double power1 = 1, power2 = 1, alpha; // β₁ᵗ, β₂ᵗ, α
    (double, double) powersBefore;
    Tensor[] m = [], v = [], vMax = [];

    /// <param name="learningRate">lr, a number or a schedule; 0.001 by default.</param>
    /// <param name="beta1">β₁ in [0, 1), 0.9 by default.</param>
    /// <param name="beta2">β₂ in [0, 1), 0.999 by default.</param>
    /// <param name="epsilon">ε, 1e-7 by default.</param>
    /// <param name="amsgrad">Whether the largest v so far is used; false by default.</param>
    /// <param name="weightDecay">λ, see <see cref="Optimizer.WeightDecay"/>; none by default.</param>
    public Adam(LearningRate? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7,
        bool amsgrad = false, double? weightDecay = null)
        : base(learningRate ?? 0.001, weightDecay)
    {
        this.beta1 = Hyperparameter.Share(beta1, $"{GetType().Name}: beta1");
        this.beta2 = Hyperparameter.Share(beta2, $"{GetType().Name}: beta2");
        this.epsilon = Hyperparameter.Positive(epsilon, $"{GetType().Name}: epsilon", "1e-7 is usual.");
        this.amsgrad = amsgrad;
    }

    /// <summary>Nothing is divided by less than ε, and α is largest in the first step.</summary>
    private protected override double Reach => LearningRate / (1 - beta1) / epsilon;

    /// <summary>ε stands outside the root: it must be larger than the root of a square that vanishes.</summary>
    private protected override void CheckType(DType dtype) =>
        CheckEpsilon(epsilon, Math.Sqrt(SmallestNormal(dtype)), dtype);

    /// <inheritdoc/>
    protected override void CreateSlots() => (m, v, vMax) = (NewSlot(), NewSlot(), amsgrad ? NewSlot() : []);

    /// <inheritdoc/>
    protected override void BeginStep()
    {
        powersBefore = (power1, power2);
        power1 *= beta1;
        power2 *= beta2;
        alpha = LearningRate * Math.Sqrt(1 - power2) / (1 - power1);
    }

    private protected override void TakeBackStep() => (power1, power2) = powersBefore;

    /// <inheritdoc/>
    public override void KeepState(TrainingState state)
    {
        base.KeepState(state);
        state.Field("power1", ref power1);
        state.Field("power2", ref power2);
    }

    /// <inheritdoc/>
    protected override void Update(int i, Tensor w, Tensor g)
    {
        var change = new Change(beta1, beta2, alpha, epsilon, amsgrad);
        if (amsgrad)
            Formula.Run(change, w, w, g, m[i], v[i], vMax[i]);
        else
            Formula.Run(change, w, w, g, m[i], v[i]);
    }

    /// <summary>The change of one weight's elements. Operands: 0 is w, 1 g, 2 m, 3 v, 4 the largest v.</summary>
    internal readonly struct Change(double beta1, double beta2, double alpha, double epsilon, bool amsgrad) : IFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void IFormula.Compute<V, TPlaces>(TPlaces at)
        {
            V β1 = beta1, rest1 = 1 - beta1, β2 = beta2, rest2 = 1 - beta2, minusAlpha = -alpha, ε = epsilon;
            for (var n = 0; n < at.Length; n += V.Count)
            {
                V g = at[1, n];
                var m = V.FlushTiny(V.MultiplyAdd(g, rest1, β1 * at[2, n]));         // m ← β₁m + (1 − β₁)g
                var v = V.FlushTiny(V.MultiplyAdd(g * g, rest2, β2 * at[3, n]));     // v ← β₂v + (1 − β₂)g²
                (at[2, n], at[3, n]) = (m, v);
                if (amsgrad)
                    at[4, n] = v = V.Max(at[4, n], v);                               // the largest v so far
                at[0, n] = V.MultiplyAdd(m / (V.Sqrt(v) + ε), minusAlpha, at[0, n]); // w ← w − α·m / (√v + ε)
            }
        }
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "beta_1", beta1 }, { "beta_2", beta2 }, { "epsilon", epsilon }, { "amsgrad", amsgrad },
    };

    /// <summary>An optimizer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Adam FromConfig(Config config) =>
        Make(config, c => new Adam(c.LearningRate(), c.Number("beta_1", 0.9), c.Number("beta_2", 0.999),
            c.Number("epsilon", 1e-7), c.Bool("amsgrad", false), c.NumberOrNull("weight_decay")));
}
