using LearnDL.Tensors;

namespace LearnDL.Optimizers;

/// <summary>
/// Stochastic gradient descent: w ← w − lr·g. With momentum m it gathers speed: v ← m·v − lr·g, w ← w + v (Polyak 1964).
/// With Nesterov's form the step looks ahead: w ← w + m·v − lr·g, with the new v (Nesterov 1983).
/// The rate is inside v, so a change of rate counts from the next gradient on.
/// </summary>
public sealed class SGD : Optimizer
{
    readonly double momentum;
    readonly bool nesterov;
    Tensor[] v = [];

    /// <param name="learningRate">lr, 0.01 by default.</param>
    /// <param name="momentum">m in [0, 1), 0 by default.</param>
    /// <param name="nesterov">Whether to look ahead; without momentum it changes nothing.</param>
    public SGD(double learningRate = 0.01, double momentum = 0, bool nesterov = false) : base(learningRate)
    {
        this.momentum = Hyperparameter.Share(momentum, "SGD: momentum");
        this.nesterov = nesterov;
    }

    /// <summary>Without end, v would gather lr·g·(1 + m + m² + …).</summary>
    private protected override double Reach => LearningRate / (1 - momentum);

    /// <inheritdoc/>
    protected override void CreateSlots() => v = momentum > 0 ? NewSlot() : [];

    /// <inheritdoc/>
    protected override void Update(int i, Tensor w, Tensor g)
    {
        var step = -LearningRate;
        if (momentum == 0)
        {
            w.Combine(1, g, step, into: w);                    // w ← w − lr·g
            return;
        }
        v[i].Combine(momentum, g, step, into: v[i]);           // v ← m·v − lr·g
        if (nesterov)
        {
            w.Combine(1, g, step, into: w);
            w.Combine(1, v[i], momentum, into: w);             // w ← w + m·v − lr·g
        }
        else
            w.Add(v[i], into: w);                              // w ← w + v
    }
}
