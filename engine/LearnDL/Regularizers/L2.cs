using LearnDL.Saving;

namespace LearnDL.Regularizers;

/// <summary>
/// l2·Σw² (the ridge of Hoerl, Kennard 1970), without a half. It pulls large numbers towards 0 more than small ones.
/// </summary>
/// <param name="l2">The rate, at least 0; 0.01 by default.</param>
/// <exception cref="HyperparameterException">The rate is not a finite number of at least 0.</exception>
public sealed class L2(double l2 = 0.01) : L1L2(0, l2)
{
    /// <inheritdoc/>
    public override Config GetConfig()
    {
        var config = base.GetConfig();
        config.Remove("l1"); // always 0
        return config;
    }

    /// <summary>A regularizer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public new static L2 FromConfig(Config config) => Make(config, c => new L2(c.Number("l2", 0.01)));
}
