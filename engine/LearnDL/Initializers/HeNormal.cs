namespace LearnDL.Initializers;

/// <summary>Truncated normal with variance 2 / in, made for ReLU (He and others 2015).</summary>
public sealed class HeNormal(int? seed = null) : VarianceScaling(scale: 2, normal: true, seed)
{
    /// <inheritdoc/>
    protected override double Connections(double fanIn, double fanOut) => fanIn;
}
