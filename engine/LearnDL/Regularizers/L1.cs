using LearnDL.Saving;

namespace LearnDL.Regularizers;

/// <summary>
/// l1·Σ|w| (the lasso of Tibshirani 1996). It pulls each number towards 0 by the same amount, so that many end near 0.
/// </summary>
/// <param name="l1">The rate, at least 0; 0.01 by default.</param>
/// <exception cref="HyperparameterException">The rate is not a finite number of at least 0.</exception>
public sealed class L1(double l1 = 0.01) : L1L2(l1, 0)
{
    /// <inheritdoc/>
    public override Config GetConfig()
    {
        var config = base.GetConfig();
        config.Remove("l2"); // always 0
        return config;
    }

    /// <summary>A regularizer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public new static L1 FromConfig(Config config) => Make(config, c => new L1(c.Number("l1", 0.01)));
}
