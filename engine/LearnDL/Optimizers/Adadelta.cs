using System.Runtime.CompilerServices;
using LearnDL.Numbers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Optimizers;

/// <summary>
/// Steps as large as those before them, whatever the scale of the gradient (Zeiler 2012): a ← ρ·a + (1 − ρ)·g²,
/// Δ = g·√(d + ε) / √(a + ε), d ← ρ·d + (1 − ρ)·Δ², w ← w − lr·Δ. As in Keras 3, lr is 0.001; the paper has none,
/// that is 1.
/// </summary>
public sealed partial class Adadelta : Optimizer
{
    readonly double rho, epsilon;
    Tensor[] a = [], d = [];

    /// <param name="learningRate">lr, a number or a schedule; 0.001 by default.</param>
    /// <param name="rho">ρ in [0, 1), 0.95 by default.</param>
    /// <param name="epsilon">ε, 1e-7 by default.</param>
    /// <param name="weightDecay">λ, see <see cref="Optimizer.WeightDecay"/>; none by default.</param>
    public Adadelta(LearningRate? learningRate = null, double rho = 0.95, double epsilon = 1e-7,
        double? weightDecay = null)
        : base(learningRate ?? 0.001, weightDecay)
    {
        this.rho = Hyperparameter.Share(rho, "Adadelta: rho");
        this.epsilon = Hyperparameter.Positive(epsilon, "Adadelta: epsilon", "1e-7 is usual.");
    }

    private protected override void CheckType(DType dtype) => CheckEpsilon(epsilon, SmallestNormal(dtype), dtype);

    /// <inheritdoc/>
    protected override void CreateSlots() => (a, d) = (NewSlot(), NewSlot());

    /// <inheritdoc/>
    protected override void Update(int i, Tensor w, Tensor g) =>
        Formula.Run(new Change(LearningRate, rho, epsilon), w, w, g, a[i], d[i]);

    /// <summary>The change of one weight's elements. Operands: 0 is w, 1 g, 2 a, 3 d.</summary>
    readonly struct Change(double learningRate, double rho, double epsilon) : IFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void IFormula.Compute<V, TPlaces>(TPlaces at)
        {
            V minusRate = -learningRate, ρ = rho, rest = 1 - rho, ε = epsilon;
            for (var n = 0; n < at.Length; n += V.Count)
            {
                V g = at[1, n], d = at[3, n];
                var a = V.FlushTiny(V.MultiplyAdd(g * g, rest, ρ * at[2, n]));       // a ← ρ·a + (1 − ρ)·g²
                var Δ = g * (V.Sqrt(d + ε) / V.Sqrt(a + ε));                         // Δ = g·√(d + ε) / √(a + ε)
                d = V.FlushTiny(V.MultiplyAdd(Δ * Δ, rest, ρ * d));                  // d ← ρ·d + (1 − ρ)·Δ²
                (at[2, n], at[3, n]) = (a, d);
                at[0, n] = V.MultiplyAdd(Δ, minusRate, at[0, n]);                    // w ← w − lr·Δ
            }
        }
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig()) { { "rho", rho }, { "epsilon", epsilon } };

    /// <summary>An optimizer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Adadelta FromConfig(Config config) =>
        Make(config, c => new Adadelta(c.LearningRate(), c.Number("rho", 0.95), c.Number("epsilon", 1e-7),
            c.NumberOrNull("weight_decay")));
}
