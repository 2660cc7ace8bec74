namespace LearnDL.Initializers;

/// <summary>
/// The names of all initializers, for an editor to complete. <c>kernelInitializer: Initializers.HeNormal</c> is
/// <c>kernelInitializer: "he_normal"</c>. Each has a class of its own for other settings.
/// </summary>
public static class Initializers
{
    /// <summary>All 0.</summary>
    public const string Zeros = "zeros";

    /// <summary>All 1.</summary>
    public const string Ones = "ones";

    /// <summary>All the same value, 0 by default.</summary>
    public const string Constant = "constant";

    /// <summary>Between −0.05 and 0.05; short for random_uniform.</summary>
    public const string Uniform = "uniform";

    /// <summary>Normally distributed with standard deviation 0.05; short for random_normal.</summary>
    public const string Normal = "normal";

    /// <summary>Between −0.05 and 0.05.</summary>
    public const string RandomUniform = "random_uniform";

    /// <summary>Normally distributed with standard deviation 0.05.</summary>
    public const string RandomNormal = "random_normal";

    /// <summary>Normally distributed, without values beyond two standard deviations.</summary>
    public const string TruncatedNormal = "truncated_normal";

    /// <summary>Uniform, as wide as inputs and outputs together ask for; the default of kernels.</summary>
    public const string GlorotUniform = "glorot_uniform";

    /// <summary>Normal, as wide as inputs and outputs together ask for.</summary>
    public const string GlorotNormal = "glorot_normal";

    /// <summary>Uniform, as wide as the inputs ask for; made for relu.</summary>
    public const string HeUniform = "he_uniform";

    /// <summary>Normal, as wide as the inputs ask for; made for relu.</summary>
    public const string HeNormal = "he_normal";

    /// <summary>Rows or columns at right angles; the default of recurrent kernels.</summary>
    public const string Orthogonal = "orthogonal";

    /// <summary>Uniform, with the variance 1 / in.</summary>
    public const string LecunUniform = "lecun_uniform";

    /// <summary>Normal, with the variance 1 / in; made for selu.</summary>
    public const string LecunNormal = "lecun_normal";

    /// <summary>The identity matrix.</summary>
    public const string Identity = "identity";
}
