using LearnDL.Saving;

namespace LearnDL.Initializers;

/// <summary>Truncated normal with variance 2 / in, made for ReLU (He and others 2015).</summary>
public sealed class HeNormal(int? seed = null) : VarianceScaling(scale: 2, normal: true, seed)
{
    /// <inheritdoc/>
    protected override double Connections(double fanIn, double fanOut) => fanIn;

    /// <summary>An initializer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static HeNormal FromConfig(Config config) => Make(config, c => new HeNormal(c.IntOrNull("seed")));
}
