using LearnDL.Tensors;

namespace LearnDL.Optimizers;

/// <summary>
/// A rate for every element, from the recent size of its gradient: v ← ρ·v + (1 − ρ)·g², w ← w − lr·g / √(v + ε) (Hinton 2012, lecture 6e).
/// Centered, the variance v − mean² stands in place of v (Graves 2013). With momentum m: u ← m·u + lr·g / √(…), w ← w − u.
/// As in Keras 3, ε stands inside the root.
/// </summary>
public sealed class RMSprop : Optimizer
{
    readonly double rho, momentum, epsilon;
    readonly bool centered;
    Tensor[] v = [], mean = [], u = [];

    /// <param name="learningRate">lr, 0.001 by default.</param>
    /// <param name="rho">ρ in [0, 1), 0.9 by default.</param>
    /// <param name="momentum">m in [0, 1), 0 by default.</param>
    /// <param name="epsilon">ε, 1e-7 by default.</param>
    /// <param name="centered">Whether the mean is taken away; false by default.</param>
    public RMSprop(double learningRate = 0.001, double rho = 0.9, double momentum = 0, double epsilon = 1e-7, bool centered = false) : base(learningRate)
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
        v[i].Combine(rho, g.Square(), 1 - rho, into: v[i]);            // v ← ρ·v + (1 − ρ)·g²
        var variance = v[i];
        if (centered)
        {
            mean[i].Combine(rho, g, 1 - rho, into: mean[i]);
            variance = v[i].Subtract(mean[i].Square()).ReLU();        // rounding may push it below 0
        }
        var direction = g.Divide(variance.Shift(epsilon).Sqrt());      // g / √(v + ε)
        if (momentum > 0)
        {
            u[i].Combine(momentum, direction, LearningRate, into: u[i]);
            w.Subtract(u[i], into: w);
        }
        else
            w.Combine(1, direction, -LearningRate, into: w);
    }
}
