using System.Runtime.CompilerServices;
using LearnDL.Numbers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Optimizers;

/// <summary>
/// A rate for every element, from the recent size of its gradient: v ← ρ·v + (1 − ρ)·g², w ← w − lr·g / √(v + ε)
/// (Hinton 2012, lecture 6e). Centered, the variance v − mean² stands in place of v (Graves 2013). With momentum m: u ←
/// m·u + lr·g / √(…), w ← w − u. As in Keras 3, ε stands inside the root.
/// </summary>
public sealed partial class RMSprop : Optimizer
{
    readonly double rho, momentum, epsilon;
    readonly bool centered;
    Tensor[] v = [], mean = [], u = [];

    /// <param name="learningRate">lr, a number or a schedule; 0.001 by default.</param>
    /// <param name="rho">ρ in [0, 1), 0.9 by default.</param>
    /// <param name="momentum">m in [0, 1), 0 by default.</param>
    /// <param name="epsilon">ε, 1e-7 by default.</param>
    /// <param name="centered">Whether the mean is taken away; false by default.</param>
    /// <param name="weightDecay">λ, see <see cref="Optimizer.WeightDecay"/>; none by default.</param>
    public RMSprop(LearningRate? learningRate = null, double rho = 0.9, double momentum = 0, double epsilon = 1e-7,
        bool centered = false, double? weightDecay = null)
        : base(learningRate ?? 0.001, weightDecay)
    {
        this.rho = Hyperparameter.Share(rho, "RMSprop: rho");
        this.momentum = Hyperparameter.Share(momentum, "RMSprop: momentum");
        this.epsilon = Hyperparameter.Positive(epsilon, "RMSprop: epsilon", "1e-7 is usual.");
        this.centered = centered;
    }

    /// <summary>Nothing is divided by less than √ε; with momentum, u gathers.</summary>
    private protected override double Reach => LearningRate / Math.Sqrt(epsilon) / (1 - momentum);

    private protected override void CheckType(DType dtype) => CheckEpsilon(epsilon, SmallestNormal(dtype), dtype);

    /// <inheritdoc/>
    protected override void CreateSlots()
    {
        v = NewSlot();
        mean = centered ? NewSlot() : [];
        u = momentum > 0 ? NewSlot() : [];
    }

    /// <inheritdoc/>
    protected override void Update(int i, Tensor w, Tensor g)
    {
        var change = new Change(LearningRate, rho, momentum, epsilon, centered);
        if (centered || momentum > 0)
            Formula.Run(change, w, w, g, v[i], centered ? mean[i] : w, momentum > 0 ? u[i] : w);
        else
            Formula.Run(change, w, w, g, v[i]);
    }

    /// <summary>The change of one weight.</summary>
    readonly struct Change(double learningRate, double rho, double momentum, double epsilon, bool centered) : IFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void IFormula.Compute<V, TPlaces>(TPlaces at)
        {
            V rate = learningRate, ρ = rho, rest = 1 - rho, m = momentum, ε = epsilon;
            for (var n = 0; n < at.Length; n += V.Count)
            {
                V g = at[1, n];
                var v = V.FlushTiny(V.MultiplyAdd(g * g, rest, ρ * at[2, n]));      // v ← ρ·v + (1 − ρ)·g²
                at[2, n] = v;
                if (centered)
                {
                    var mean = V.FlushTiny(V.MultiplyAdd(g, rest, ρ * at[3, n]));
                    at[3, n] = mean;
                    v = V.Max(v - mean * mean, 0);                                  // rounding may push it below 0
                }
                var direction = g / V.Sqrt(v + ε);                                  // g / √(v + ε)
                if (momentum > 0)
                {
                    var u = V.MultiplyAdd(direction, rate, m * at[4, n]);           // u ← m·u + lr·g / √(v + ε)
                    at[4, n] = u;
                    at[0, n] = at[0, n] - u;                                        // w ← w − u
                }
                else
                    at[0, n] = V.MultiplyAdd(direction, -rate, at[0, n]);           // w ← w − lr·g / √(v + ε)
            }
        }
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "rho", rho }, { "momentum", momentum }, { "epsilon", epsilon }, { "centered", centered },
    };

    /// <summary>An optimizer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static RMSprop FromConfig(Config config) =>
        Make(config, c => new RMSprop(c.LearningRate(), c.Number("rho", 0.9), c.Number("momentum", 0),
            c.Number("epsilon", 1e-7), c.Bool("centered", false), c.NumberOrNull("weight_decay")));
}
