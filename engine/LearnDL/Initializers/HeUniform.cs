using LearnDL.Saving;

namespace LearnDL.Initializers;

/// <summary>U(−a, a) with a = √(6 / in), made for ReLU, which drops half of its inputs (He and others 2015).</summary>
public sealed class HeUniform(int? seed = null) : VarianceScaling(scale: 2, normal: false, seed)
{
    /// <inheritdoc/>
    protected override double Connections(double fanIn, double fanOut) => fanIn;

    /// <summary>An initializer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static HeUniform FromConfig(Config config) => Make(config, c => new HeUniform(c.IntOrNull("seed")));
}
