using LearnDL.Tensors;

namespace LearnDL.Optimizers;

/// <summary>
/// A rate for every element, smaller the more it has moved: a ← a + g², w ← w − lr·g / √(a + ε) (Duchi and others 2011).
/// As in Keras 3, ε stands inside the root and a begins at 0.1.
/// </summary>
public sealed class Adagrad : Optimizer
{
    readonly double initial, epsilon;
    Tensor[] a = [];

    /// <param name="learningRate">lr, 0.001 by default.</param>
    /// <param name="initialAccumulatorValue">What a begins with, 0.1 by default.</param>
    /// <param name="epsilon">ε, 1e-7 by default.</param>
    public Adagrad(double learningRate = 0.001, double initialAccumulatorValue = 0.1, double epsilon = 1e-7) : base(learningRate)
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
    protected override void Update(int i, Tensor w, Tensor g)
    {
        a[i].Add(g.Square(), into: a[i]);                              // a ← a + g²
        var direction = g.Divide(a[i].Shift(epsilon).Sqrt());          // g / √(a + ε)
        w.Combine(1, direction, -LearningRate, into: w);
    }
}
