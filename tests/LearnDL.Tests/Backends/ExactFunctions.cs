namespace LearnDL;

/// <summary>
/// The functions of the CPU backend in double precision, by formulas that lose no digits where the plain ones do.
/// </summary>
static class ExactFunctions
{
    /// <summary>eˣ − 1 = 2·e^(x/2)·sinh(x/2), which loses nothing near 0.</summary>
    public static double Expm1(double x) => Math.Abs(x) < 1 ? 2 * Math.Exp(x / 2) * Math.Sinh(x / 2) : Math.Exp(x) - 1;

    /// <summary>ln(1 + x) = 2·artanh(x / (2 + x)), which loses nothing near 0.</summary>
    public static double Log1p(double x) => Math.Abs(x) < 0.5 ? 2 * Math.Atanh(x / (2 + x)) : Math.Log(1 + x);

    /// <summary>σ(x) = 1 / (1 + e⁻ˣ), which does not overflow on the left.</summary>
    public static double Sigmoid(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));
}
