namespace LearnDL.Initializers;

/// <summary>Truncated normal with variance 2 / (in + out) (Glorot, Bengio 2010).</summary>
public sealed class GlorotNormal(int? seed = null) : VarianceScaling(scale: 1, normal: true, seed)
{
    /// <inheritdoc/>
    protected override double Connections(double fanIn, double fanOut) => (fanIn + fanOut) / 2;
}
