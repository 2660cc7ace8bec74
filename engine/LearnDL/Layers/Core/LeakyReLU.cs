using LearnDL.Activations;
using LearnDL.Saving;

namespace LearnDL.Layers;

/// <summary>
/// x above 0, negativeSlope·x below, so that no unit falls silent for good (Maas and others 2013). The shape stays. The
/// slope is 0.3 by default, as of Keras's layer; the activation "leaky_relu" has 0.2.
/// </summary>
public sealed partial class LeakyReLU : ActivationLayer
{
    /// <param name="negativeSlope">The slope below 0; 0.3 by default, at least 0. Keras 2 called it
    /// alpha.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">The slope is negative, NaN or infinite.</exception>
    public LeakyReLU(double negativeSlope = 0.3, string? name = null)
        : base(ActivationFunction.LeakyReLU(
            Hyperparameter.NotNegative(negativeSlope, $"{Called("LeakyReLU", name)}: negativeSlope")), name) =>
        NegativeSlope = negativeSlope;

    /// <summary>The slope below 0.</summary>
    public double NegativeSlope { get; }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig()) { { "negative_slope", NegativeSlope } };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static LeakyReLU FromConfig(Config config) =>
        Make(config, c => new LeakyReLU(c.Number("negative_slope", 0.3), c.Name));
}
