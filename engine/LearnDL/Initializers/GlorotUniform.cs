namespace LearnDL.Initializers;

/// <summary>U(−a, a) with a = √(6 / (in + out)) (Glorot, Bengio 2010); Keras's default for kernels.</summary>
public sealed class GlorotUniform(int? seed = null) : VarianceScaling(scale: 1, normal: false, seed)
{
    /// <inheritdoc/>
    protected override double Connections(double fanIn, double fanOut) => (fanIn + fanOut) / 2;
}
