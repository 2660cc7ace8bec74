using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Losses;

/// <summary>ℓ = Σ |p − y| / K: for targets that are numbers, some of them far off. The slope at p = y is 0.</summary>
public sealed class MeanAbsoluteError() : Loss("mean_absolute_error")
{
    /// <inheritdoc/>
    protected internal override Tensor RowLoss(Tensor y, Tensor p) => p.Subtract(y).Abs().Mean(-1);

    /// <inheritdoc/>
    protected internal override Tensor RowGradient(Tensor y, Tensor p) =>
        p.Subtract(y).Sign().Scale(1.0 / p.Shape[-1]); // dp = sign(p − y) / K

    /// <summary>A loss with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static MeanAbsoluteError FromConfig(Config config) => Make(config, c => new MeanAbsoluteError());
}
