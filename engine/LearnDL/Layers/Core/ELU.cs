using LearnDL.Activations;
using LearnDL.Saving;

namespace LearnDL.Layers;

/// <summary>
/// x above 0, alpha·(eˣ − 1) below: outputs whose mean is nearer to 0 (Clevert and others 2016). The shape stays. As in
/// Keras 3.
/// </summary>
public sealed class ELU : ActivationLayer
{
    /// <param name="alpha">For large negative inputs the output tends to −alpha; 1 by default, any finite number.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">alpha is NaN or infinite.</exception>
    public ELU(double alpha = 1, string? name = null)
        : base(ActivationFunction.ELU(Hyperparameter.Finite(alpha, $"{Called("ELU", name)}: alpha")), name) =>
        Alpha = alpha;

    /// <summary>α of the equation.</summary>
    public double Alpha { get; }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig()) { { "alpha", Alpha } };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static ELU FromConfig(Config config) => Make(config, c => new ELU(c.Number("alpha", 1), c.Name));
}
