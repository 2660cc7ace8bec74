using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Metrics;

/// <summary>√(Σ (p − y)² / N): the root of the mean squared error, in the unit of the targets.</summary>
public sealed class RootMeanSquaredError(string name = "root_mean_squared_error") : MeanMetric(name)
{
    /// <inheritdoc/>
    public override bool LargerIsBetter => false;

    /// <inheritdoc/>
    public override double Result => Math.Sqrt(base.Result); // of the mean over all batches, not a mean of roots

    /// <inheritdoc/>
    protected override void CheckShape(Shape y, Shape p) => WantTargetPerOutput(y, p);

    /// <inheritdoc/>
    protected override Tensor RowValues(Tensor y, Tensor p) =>
        p.Subtract(y.Cast(p.DType).Reshape(p.Shape)).Square().Mean(-1).Reshape(-1);

    /// <summary>A metric with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static RootMeanSquaredError FromConfig(Config config) =>
        Make(config, c => new RootMeanSquaredError(c.Name ?? "root_mean_squared_error"));
}
