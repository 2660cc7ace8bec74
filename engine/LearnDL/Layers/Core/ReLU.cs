using LearnDL.Activations;
using LearnDL.Saving;

namespace LearnDL.Layers;

/// <summary>
/// max(x, 0), with Keras's three settings: below the threshold the line negativeSlope·(x − threshold), above it x, and
/// never more than maxValue.
/// </summary>
public sealed class ReLU : ActivationLayer
{
    readonly double? maxValue;
    readonly double negativeSlope, threshold;

    /// <param name="maxValue">The largest output, above 0; no limit by default.</param>
    /// <param name="negativeSlope">The slope below the threshold, 0 or more; 0 by default.</param>
    /// <param name="threshold">Where the output begins, 0 or more; 0 by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    public ReLU(double? maxValue = null, double negativeSlope = 0, double threshold = 0, string? name = null)
        : base(maxValue is null && negativeSlope == 0 && threshold == 0
            ? ActivationFunction.Get("relu")
            : ActivationFunction.ReLU(
                maxValue is { } max
                    ? Hyperparameter.Positive(max, "ReLU: maxValue", "6 is usual; leave it out for no limit.")
                    : double.PositiveInfinity,
                Hyperparameter.NotNegative(negativeSlope, "ReLU: negativeSlope"),
                Hyperparameter.NotNegative(threshold, "ReLU: threshold")), name) =>
        (this.maxValue, this.negativeSlope, this.threshold) = (maxValue, negativeSlope, threshold);

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "max_value", maxValue }, { "negative_slope", negativeSlope }, { "threshold", threshold },
    };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static ReLU FromConfig(Config config) =>
        Make(config, c => new ReLU(c.NumberOrNull("max_value"), c.Number("negative_slope", 0),
            c.Number("threshold", 0), c.Name));
}
