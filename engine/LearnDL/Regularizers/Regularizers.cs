namespace LearnDL.Regularizers;

/// <summary>
/// The names of all regularizers, for an editor to complete. <c>kernelRegularizer: Regularizers.L2</c> is
/// <c>kernelRegularizer: "l2"</c>. Each has a class of its own for other rates: <c>new L2(0.001)</c>.
/// </summary>
public static class Regularizers
{
    /// <summary>0.01·Σ|w|</summary>
    public const string L1 = "l1";

    /// <summary>0.01·Σw²</summary>
    public const string L2 = "l2";

    /// <summary>0.01·Σ|w| + 0.01·Σw²</summary>
    public const string L1L2 = "l1_l2";
}
