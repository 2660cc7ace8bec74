using System.Runtime.CompilerServices;
using LearnDL.Numbers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Optimizers;

/// <summary>
/// A rate for every element, smaller the more it has moved: a ← a + g², w ← w − lr·g / √(a + ε) (Duchi and others
/// 2011). As in Keras 3, ε stands inside the root and a begins at 0.1.
/// </summary>
public sealed partial class Adagrad : Optimizer
{
    readonly double initial, epsilon;
    Tensor[] a = [];

    /// <param name="learningRate">lr, a number or a schedule; 0.001 by default.</param>
    /// <param name="initialAccumulatorValue">What a begins with, 0.1 by default.</param>
    /// <param name="epsilon">ε, 1e-7 by default.</param>
    /// <param name="weightDecay">λ, see <see cref="Optimizer.WeightDecay"/>; none by default.</param>
    public Adagrad(LearningRate? learningRate = null, double initialAccumulatorValue = 0.1, double epsilon = 1e-7,
        double? weightDecay = null)
        : base(learningRate ?? 0.001, weightDecay)
    {
        initial = Hyperparameter.NotNegative(initialAccumulatorValue, "Adagrad: initialAccumulatorValue");
        this.epsilon = Hyperparameter.Positive(epsilon, "Adagrad: epsilon", "1e-7 is usual.");
    }

    /// <summary>Nothing is divided by less than √ε.</summary>
    private protected override double Reach => LearningRate / Math.Sqrt(epsilon);

    private protected override void CheckType(DType dtype) => CheckEpsilon(epsilon, SmallestNormal(dtype), dtype);

    /// <inheritdoc/>
    protected override void CreateSlots() => a = NewSlot(initial);

    /// <inheritdoc/>
    protected override void Update(int i, Tensor w, Tensor g) =>
        Formula.Run(new Change(LearningRate, epsilon), w, w, g, a[i]);

    /// <summary>The change of one weight.</summary>
    readonly struct Change(double learningRate, double epsilon) : IFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void IFormula.Compute<V, TPlaces>(TPlaces at)
        {
            V minusRate = -learningRate, ε = epsilon;
            for (var n = 0; n < at.Length; n += V.Count)
            {
                V g = at[1, n];
                var a = at[2, n] + g * g;                                           // a ← a + g²
                at[2, n] = a;
                at[0, n] = V.MultiplyAdd(g / V.Sqrt(a + ε), minusRate, at[0, n]);   // w ← w − lr·g / √(a + ε)
            }
        }
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "initial_accumulator_value", initial }, { "epsilon", epsilon },
    };

    /// <summary>An optimizer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Adagrad FromConfig(Config config) =>
        Make(config, c => new Adagrad(c.LearningRate(), c.Number("initial_accumulator_value", 0.1),
            c.Number("epsilon", 1e-7), c.NumberOrNull("weight_decay")));
}
