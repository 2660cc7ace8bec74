using LearnDL.Saving;

namespace LearnDL.Initializers;

/// <summary>
/// Truncated normal with variance 1 / in (LeCun and others 1998); what selu asks for (Klambauer and others 2017).
/// </summary>
public sealed class LecunNormal(int? seed = null) : VarianceScaling(scale: 1, normal: true, seed)
{
    /// <inheritdoc/>
    protected override double Connections(double fanIn, double fanOut) => fanIn;

    /// <summary>An initializer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static LecunNormal FromConfig(Config config) => Make(config, c => new LecunNormal(c.IntOrNull("seed")));
}
