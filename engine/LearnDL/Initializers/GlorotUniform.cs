using LearnDL.Saving;

namespace LearnDL.Initializers;

/// <summary>U(−a, a) with a = √(6 / (in + out)) (Glorot, Bengio 2010); Keras's default for kernels.</summary>
public sealed class GlorotUniform(int? seed = null) : VarianceScaling(scale: 1, normal: false, seed)
{
    /// <inheritdoc/>
    protected override double Connections(double fanIn, double fanOut) => (fanIn + fanOut) / 2;

    /// <summary>An initializer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static GlorotUniform FromConfig(Config config) =>
        Make(config, c => new GlorotUniform(c.IntOrNull("seed")));
}
