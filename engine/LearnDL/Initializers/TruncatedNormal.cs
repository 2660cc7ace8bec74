using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Initializers;

/// <summary>
/// Normally distributed, but without values further than two standard deviations out; by default mean 0, standard
/// deviation 0.05.
/// </summary>
public sealed class TruncatedNormal(double mean = 0, double stddev = 0.05, int? seed = null) : Initializer(seed)
{
    readonly double mean = Hyperparameter.Finite(mean, nameof(mean)),
        stddev = Hyperparameter.NotNegative(stddev, nameof(stddev));

    /// <inheritdoc/>
    protected override Tensor Draw(Shape shape, DType dtype, RandomSource random) =>
        random.TruncatedNormal(shape, mean, stddev, dtype);

    /// <inheritdoc/>
    public override Config GetConfig() => new() { { "mean", mean }, { "stddev", stddev }, { "seed", Seed } };

    /// <summary>An initializer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static TruncatedNormal FromConfig(Config config) =>
        Make(config, c => new TruncatedNormal(c.Number("mean", 0), c.Number("stddev", 0.05), c.IntOrNull("seed")));
}
