using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Losses;

/// <summary>ℓ = Σ (p − y)² / K: for targets that are numbers. Large errors count most.</summary>
public sealed class MeanSquaredError() : Loss("mean_squared_error")
{
    /// <inheritdoc/>
    protected internal override Tensor RowLoss(Tensor y, Tensor p) => p.Subtract(y).Square().Mean(-1);

    /// <inheritdoc/>
    protected internal override Tensor RowGradient(Tensor y, Tensor p) =>
        p.Subtract(y).Scale(2.0 / p.Shape[-1]); // dp = 2(p − y) / K

    /// <summary>A loss with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static MeanSquaredError FromConfig(Config config) => Make(config, c => new MeanSquaredError());
}
