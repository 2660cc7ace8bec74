using LearnDL.Saving;

namespace LearnDL.Initializers;

/// <summary>Truncated normal with variance 2 / (in + out) (Glorot, Bengio 2010).</summary>
public sealed class GlorotNormal(int? seed = null) : VarianceScaling(scale: 1, normal: true, seed)
{
    /// <inheritdoc/>
    protected override double Connections(double fanIn, double fanOut) => (fanIn + fanOut) / 2;

    /// <summary>An initializer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static GlorotNormal FromConfig(Config config) => Make(config, c => new GlorotNormal(c.IntOrNull("seed")));
}
