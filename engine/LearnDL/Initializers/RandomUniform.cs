using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Initializers;

/// <summary>Evenly distributed in [minval, maxval), by default [-0.05, 0.05); the name "uniform".</summary>
public sealed class RandomUniform(double minval = -0.05, double maxval = 0.05, int? seed = null) : Initializer(seed)
{
    readonly double minval = Hyperparameter.Finite(minval, nameof(minval)),
        maxval = Hyperparameter.Finite(maxval, nameof(maxval));

    /// <inheritdoc/>
    protected override Tensor Draw(Shape shape, DType dtype, RandomSource random) =>
        random.Uniform(shape, minval, maxval, dtype);

    /// <inheritdoc/>
    public override Config GetConfig() => new() { { "minval", minval }, { "maxval", maxval }, { "seed", Seed } };

    /// <summary>An initializer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static RandomUniform FromConfig(Config config) =>
        Make(config, c => new RandomUniform(c.Number("minval", -0.05), c.Number("maxval", 0.05),
            c.IntOrNull("seed")));
}
