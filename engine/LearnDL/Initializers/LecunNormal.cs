namespace LearnDL.Initializers;

/// <summary>
/// Truncated normal with variance 1 / in (LeCun and others 1998); what selu asks for (Klambauer and others 2017).
/// </summary>
public sealed class LecunNormal(int? seed = null) : VarianceScaling(scale: 1, normal: true, seed)
{
    /// <inheritdoc/>
    protected override double Connections(double fanIn, double fanOut) => fanIn;
}
