using System.Runtime.CompilerServices;
using LearnDL.Numbers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Optimizers;

/// <summary>
/// "Follow the regularized leader", made for very wide, sparse linear models (McMahan and others 2013): n' = n + g²,
/// σ = (√n' − √n) / lr, z ← z + g − σ·w, w ← (clip(z, −λ₁, λ₁) − z) / ((β + √n') / lr + 2λ₂). Weights whose |z| stays
/// within λ₁ are exactly 0. It replaces the weights it begins with.
/// </summary>
/// <remarks>
/// The root is n to the power of −learningRatePower. Shrinkage adds 2·shrinkage·w to g in z, but not in n'. Where all
/// gradients so far were 0, and n began at 0, a weight stays as it is; Keras divides 0 by 0. So it does with a rate of
/// 0, which moves nothing here. No bound is known of a step, so that each is looked at: that costs a copy of the
/// weights.
/// </remarks>
public sealed partial class Ftrl : Optimizer
{
    readonly double power, initial, l1, l2, shrinkage, beta;
    Tensor[] n = [], z = [];

    /// <param name="learningRate">lr, a number or a schedule; 0.001 by default.</param>
    /// <param name="learningRatePower">At most 0, −0.5 by default: a root; 0 keeps the rate fixed.</param>
    /// <param name="initialAccumulatorValue">What n begins with, at least 0; 0.1 by default.</param>
    /// <param name="l1RegularizationStrength">λ₁, at least 0; 0 by default.</param>
    /// <param name="l2RegularizationStrength">λ₂, at least 0; 0 by default.</param>
    /// <param name="l2ShrinkageRegularizationStrength">The shrinkage, at least 0; 0 by default.</param>
    /// <param name="beta">β of the paper, at least 0; 0 by default.</param>
    /// <param name="weightDecay">λ, see <see cref="Optimizer.WeightDecay"/>; none by default.</param>
    public Ftrl(LearningRate? learningRate = null, double learningRatePower = -0.5,
        double initialAccumulatorValue = 0.1, double l1RegularizationStrength = 0, double l2RegularizationStrength = 0,
        double l2ShrinkageRegularizationStrength = 0, double beta = 0, double? weightDecay = null)
        : base(learningRate ?? 0.001, weightDecay)
    {
        power = double.IsFinite(learningRatePower) && learningRatePower <= 0 ? -learningRatePower
            : throw new HyperparameterException("Ftrl: learningRatePower is out of range.", "a finite number <= 0",
                $"{learningRatePower}", "-0.5 is usual.");
        initial = Hyperparameter.NotNegative(initialAccumulatorValue, "Ftrl: initialAccumulatorValue", "0.1 is usual.");
        l1 = Hyperparameter.NotNegative(l1RegularizationStrength, "Ftrl: l1RegularizationStrength");
        l2 = Hyperparameter.NotNegative(l2RegularizationStrength, "Ftrl: l2RegularizationStrength");
        shrinkage = Hyperparameter.NotNegative(l2ShrinkageRegularizationStrength,
            "Ftrl: l2ShrinkageRegularizationStrength");
        this.beta = Hyperparameter.NotNegative(beta, "Ftrl: beta");
    }

    /// <inheritdoc/>
    protected override void CreateSlots() => (n, z) = (NewSlot(initial), NewSlot());

    /// <inheritdoc/>
    protected override void Update(int i, Tensor w, Tensor g)
    {
        if (LearningRate > 0)
            Formula.Run(new Change(LearningRate, power, l1, l2, shrinkage, beta), w, w, g, n[i], z[i]);
    }

    /// <summary>The change of one weight's elements. Operands: 0 is w, 1 g, 2 n, 3 z.</summary>
    readonly struct Change(double learningRate, double power, double l1, double l2, double shrinkage, double beta)
        : IFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void IFormula.Compute<V, TPlaces>(TPlaces at)
        {
            V lr = learningRate, twoShrinkage = 2 * shrinkage, λ1 = l1, least = beta + 2 * l2 * learningRate;
            for (var k = 0; k < at.Length; k += V.Count)
            {
                V w = at[0, k], g = at[1, k], n = at[2, k];
                var nNew = n + g * g;                                                // n' = n + g²
                var root = Root(nNew);
                var σ = (root - Root(n)) / lr;                                       // σ = (√n' − √n) / lr
                var z = at[3, k] + (V.MultiplyAdd(twoShrinkage, w, g) - σ * w);      // z ← z + g − σ·w
                (at[2, k], at[3, k]) = (nNew, z);
                var clipped = V.Min(V.Max(z, -λ1), λ1);                              // clip(z, −λ₁, λ₁)
                var divisor = root + least;                                          // lr·((β + √n') / lr + 2λ₂)
                at[0, k] = V.IfEqual(divisor, 0, w, lr * ((clipped - z) / divisor)); // w ← (clip(z) − z) / (…)
            }
        }

        /// <summary>nᵖ, in most cases √n.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        V Root<V>(V n) where V : struct, INumbers<V> =>
            power == 0.5 ? V.Sqrt(n) : power == 0 ? 1 : V.Exp(power * V.Log(n));
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "learning_rate_power", -power }, { "initial_accumulator_value", initial },
        { "l1_regularization_strength", l1 }, { "l2_regularization_strength", l2 },
        { "l2_shrinkage_regularization_strength", shrinkage }, { "beta", beta },
    };

    /// <summary>An optimizer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Ftrl FromConfig(Config config) =>
        Make(config, c => new Ftrl(c.LearningRate(), c.Number("learning_rate_power", -0.5),
            c.Number("initial_accumulator_value", 0.1), c.Number("l1_regularization_strength", 0),
            c.Number("l2_regularization_strength", 0), c.Number("l2_shrinkage_regularization_strength", 0),
            c.Number("beta", 0), c.NumberOrNull("weight_decay")));
}
