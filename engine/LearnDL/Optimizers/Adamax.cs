using System.Runtime.CompilerServices;
using LearnDL.Numbers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Optimizers;

/// <summary>
/// <see cref="Adam"/> with the largest recent gradient in the place of a root mean square (Kingma, Ba 2014, section
/// 7): m ← β₁m + (1 − β₁)g, u ← max(β₂u, |g|), w ← w − α·m / (u + ε) with α = lr / (1 − β₁ᵗ).
/// </summary>
public sealed partial class Adamax : Optimizer
{
    readonly double beta1, beta2, epsilon;
    double power1 = 1, powerBefore, alpha; // β₁ᵗ, α
    Tensor[] m = [], u = [];

    /// <param name="learningRate">lr, a number or a schedule; 0.001 by default.</param>
    /// <param name="beta1">β₁ in [0, 1), 0.9 by default.</param>
    /// <param name="beta2">β₂ in [0, 1), 0.999 by default.</param>
    /// <param name="epsilon">ε, 1e-7 by default.</param>
    /// <param name="weightDecay">λ, see <see cref="Optimizer.WeightDecay"/>; none by default.</param>
    public Adamax(LearningRate? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7,
        double? weightDecay = null)
        : base(learningRate ?? 0.001, weightDecay)
    {
        this.beta1 = Hyperparameter.Share(beta1, "Adamax: beta1");
        this.beta2 = Hyperparameter.Share(beta2, "Adamax: beta2");
        this.epsilon = Hyperparameter.Positive(epsilon, "Adamax: epsilon", "1e-7 is usual.");
    }

    /// <summary>Nothing is divided by less than ε, and α is largest in the first step.</summary>
    private protected override double Reach => LearningRate / (1 - beta1) / epsilon;

    private protected override void CheckType(DType dtype) => CheckEpsilon(epsilon, SmallestNormal(dtype), dtype);

    /// <inheritdoc/>
    protected override void CreateSlots() => (m, u) = (NewSlot(), NewSlot());

    /// <inheritdoc/>
    protected override void BeginStep()
    {
        powerBefore = power1;
        power1 *= beta1;
        alpha = LearningRate / (1 - power1);
    }

    private protected override void TakeBackStep() => power1 = powerBefore;

    /// <inheritdoc/>
    public override void KeepState(TrainingState state)
    {
        base.KeepState(state);
        state.Field("power1", ref power1);
    }

    /// <inheritdoc/>
    protected override void Update(int i, Tensor w, Tensor g) =>
        Formula.Run(new Change(beta1, beta2, alpha, epsilon), w, w, g, m[i], u[i]);

    /// <summary>The change of one weight's elements. Operands: 0 is w, 1 g, 2 m, 3 u.</summary>
    readonly struct Change(double beta1, double beta2, double alpha, double epsilon) : IFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void IFormula.Compute<V, TPlaces>(TPlaces at)
        {
            V β1 = beta1, rest1 = 1 - beta1, β2 = beta2, minusAlpha = -alpha, ε = epsilon;
            for (var n = 0; n < at.Length; n += V.Count)
            {
                V g = at[1, n];
                var m = V.FlushTiny(V.MultiplyAdd(g, rest1, β1 * at[2, n]));         // m ← β₁m + (1 − β₁)g
                var u = V.Max(V.FlushTiny(β2 * at[3, n]), V.Abs(g));                 // u ← max(β₂u, |g|)
                (at[2, n], at[3, n]) = (m, u);
                at[0, n] = V.MultiplyAdd(m / (u + ε), minusAlpha, at[0, n]);         // w ← w − α·m / (u + ε)
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
    public static Adamax FromConfig(Config config) =>
        Make(config, c => new Adamax(c.LearningRate(), c.Number("beta_1", 0.9), c.Number("beta_2", 0.999),
            c.Number("epsilon", 1e-7), c.NumberOrNull("weight_decay")));
}
