using System.Runtime.CompilerServices;
using LearnDL.Numbers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Optimizers;

/// <summary>
/// Stochastic gradient descent: w ← w − lr·g. With momentum m it gathers speed: v ← m·v − lr·g, w ← w + v (Polyak
/// 1964). With Nesterov's form the step looks ahead: w ← w + m·v − lr·g, with the new v (Nesterov 1983). The rate is
/// inside v, so a change of rate counts from the next gradient on.
/// </summary>
public sealed partial class SGD : Optimizer
{
    readonly double momentum;
    readonly bool nesterov;
    Tensor[] v = [];

    /// <param name="learningRate">lr, a number or a schedule; 0.01 by default.</param>
    /// <param name="momentum">m in [0, 1), 0 by default.</param>
    /// <param name="nesterov">Whether to look ahead; without momentum it changes nothing.</param>
    /// <param name="weightDecay">λ, see <see cref="Optimizer.WeightDecay"/>; none by default.</param>
    public SGD(LearningRate? learningRate = null, double momentum = 0, bool nesterov = false,
        double? weightDecay = null)
        : base(learningRate ?? 0.01, weightDecay)
    {
        this.momentum = Hyperparameter.Share(momentum, "SGD: momentum");
        this.nesterov = nesterov;
    }

    /// <summary>Without end, v would gather lr·g·(1 + m + m² + …).</summary>
    private protected override double Reach => LearningRate / (1 - momentum);

    /// <inheritdoc/>
    protected override void CreateSlots() => v = momentum > 0 ? NewSlot() : [];

    /// <inheritdoc/>
    protected override void Update(int i, Tensor w, Tensor g) =>
        Formula.Run(new Change(LearningRate, momentum, nesterov), w, w, g, momentum > 0 ? v[i] : w);

    /// <summary>The change of one weight's elements. Operands: 0 is w, 1 is g, 2 is v.</summary>
    readonly struct Change(double learningRate, double momentum, bool nesterov) : IFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void IFormula.Compute<V, TPlaces>(TPlaces at)
        {
            V minusRate = -learningRate, m = momentum;
            for (var n = 0; n < at.Length; n += V.Count)
            {
                V w = at[0, n], g = at[1, n];
                if (momentum == 0)
                {
                    at[0, n] = V.MultiplyAdd(g, minusRate, w);                          // w ← w − lr·g
                    continue;
                }
                var v = V.MultiplyAdd(g, minusRate, m * at[2, n]);                      // v ← m·v − lr·g
                at[2, n] = v;
                at[0, n] = nesterov
                    ? V.MultiplyAdd(v, m, V.MultiplyAdd(g, minusRate, w))               // w ← w + m·v − lr·g
                    : w + v;                                                            // w ← w + v
            }
        }
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "momentum", momentum }, { "nesterov", nesterov },
    };

    /// <summary>An optimizer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static SGD FromConfig(Config config) =>
        Make(config, c => new SGD(c.LearningRate(), c.Number("momentum", 0), c.Bool("nesterov", false),
            c.NumberOrNull("weight_decay")));
}
