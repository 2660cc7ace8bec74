using LearnDL.Saving;

namespace LearnDL.Optimizers;

/// <summary>
/// Adam with weights that decay (Loshchilov, Hutter 2017): w ← w − lr·λ·w, then Adam's step. It is
/// <see cref="Adam"/> with another default of <see cref="Optimizer.WeightDecay"/>.
/// </summary>
public sealed partial class AdamW : Adam
{
    /// <param name="learningRate">lr, a number or a schedule; 0.001 by default.</param>
    /// <param name="weightDecay">λ, 0.004 by default.</param>
    /// <param name="beta1">β₁ in [0, 1), 0.9 by default.</param>
    /// <param name="beta2">β₂ in [0, 1), 0.999 by default.</param>
    /// <param name="epsilon">ε, 1e-7 by default.</param>
    /// <param name="amsgrad">Whether the largest v so far is used; false by default.</param>
    public AdamW(LearningRate? learningRate = null, double weightDecay = 0.004, double beta1 = 0.9,
        double beta2 = 0.999, double epsilon = 1e-7, bool amsgrad = false)
        : base(learningRate, beta1, beta2, epsilon, amsgrad, weightDecay)
    {
    }

    /// <summary>An optimizer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public new static AdamW FromConfig(Config config) =>
        Make(config, c => new AdamW(c.LearningRate(), c.Number("weight_decay", 0.004), c.Number("beta_1", 0.9),
            c.Number("beta_2", 0.999), c.Number("epsilon", 1e-7), c.Bool("amsgrad", false)));
}
