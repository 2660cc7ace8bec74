using System.Runtime.CompilerServices;
using LearnDL.Numbers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Optimizers;

/// <summary>
/// Every weight moves by lr, only the direction is learned (Chen and others 2023): w ← w − lr·sign(β₁m + (1 − β₁)g),
/// then m ← β₂m + (1 − β₂)g. It wants a rate three to ten times smaller than Adam's.
/// </summary>
public sealed partial class Lion : Optimizer
{
    readonly double beta1, beta2;
    Tensor[] m = [];

    /// <param name="learningRate">lr, a number or a schedule; 0.001 by default.</param>
    /// <param name="beta1">β₁ in (0, 1], 0.9 by default; with 0 only the sign of g would be left.</param>
    /// <param name="beta2">β₂ in [0, 1), 0.99 by default.</param>
    /// <param name="weightDecay">λ, see <see cref="Optimizer.WeightDecay"/>; none by default.</param>
    public Lion(LearningRate? learningRate = null, double beta1 = 0.9, double beta2 = 0.99, double? weightDecay = null)
        : base(learningRate ?? 0.001, weightDecay)
    {
        this.beta1 = beta1 is > 0 and <= 1 ? beta1 : throw new HyperparameterException(
            "Lion: beta1 is out of range.", "a number in (0, 1]", $"{beta1}", "0.9 is usual.");
        this.beta2 = Hyperparameter.Share(beta2, "Lion: beta2");
    }

    /// <summary>A step is lr, however large the gradient.</summary>
    private protected override double Reach => LearningRate;

    /// <inheritdoc/>
    protected override void CreateSlots() => m = NewSlot();

    /// <inheritdoc/>
    protected override void Update(int i, Tensor w, Tensor g) =>
        Formula.Run(new Change(LearningRate, beta1, beta2), w, w, g, m[i]);

    /// <summary>The change of one weight's elements. Operands: 0 is w, 1 g, 2 m.</summary>
    readonly struct Change(double learningRate, double beta1, double beta2) : IFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void IFormula.Compute<V, TPlaces>(TPlaces at)
        {
            V rate = learningRate, β1 = beta1, rest1 = 1 - beta1, β2 = beta2, rest2 = 1 - beta2;
            for (var n = 0; n < at.Length; n += V.Count)
            {
                V g = at[1, n], m = at[2, n];
                var c = V.MultiplyAdd(g, rest1, β1 * m);                             // c = β₁m + (1 − β₁)g
                at[0, n] = at[0, n] - rate * Numbers.Sign.Of(c);                     // w ← w − lr·sign(c)
                at[2, n] = V.FlushTiny(V.MultiplyAdd(g, rest2, β2 * m));             // m ← β₂m + (1 − β₂)g
            }
        }
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig()) { { "beta_1", beta1 }, { "beta_2", beta2 } };

    /// <summary>An optimizer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Lion FromConfig(Config config) =>
        Make(config, c => new Lion(c.LearningRate(), c.Number("beta_1", 0.9), c.Number("beta_2", 0.99),
            c.NumberOrNull("weight_decay")));
}
