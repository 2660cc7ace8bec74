namespace LearnDL.Initializers;

/// <summary>U(−a, a) with a = √(3 / in), the variance 1 / in (LeCun and others 1998).</summary>
public sealed class LecunUniform(int? seed = null) : VarianceScaling(scale: 1, normal: false, seed)
{
    /// <inheritdoc/>
    protected override double Connections(double fanIn, double fanOut) => fanIn;
}
