using LearnDL.Saving;

namespace LearnDL.Initializers;

/// <summary>U(−a, a) with a = √(3 / in), the variance 1 / in (LeCun and others 1998).</summary>
public sealed class LecunUniform(int? seed = null) : VarianceScaling(scale: 1, normal: false, seed)
{
    /// <inheritdoc/>
    protected override double Connections(double fanIn, double fanOut) => fanIn;

    /// <summary>An initializer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static LecunUniform FromConfig(Config config) => Make(config, c => new LecunUniform(c.IntOrNull("seed")));
}
