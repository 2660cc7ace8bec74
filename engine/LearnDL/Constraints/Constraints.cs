namespace LearnDL.Constraints;

/// <summary>
/// The names of all constraints, for an editor to complete. <c>kernelConstraint: Constraints.NonNeg</c> is
/// <c>kernelConstraint: "non_neg"</c>. Each has a class of its own for other settings.
/// </summary>
public static class Constraints
{
    /// <summary>No weight below 0.</summary>
    public const string NonNeg = "non_neg";

    /// <summary>The weights of a unit are at most 2 long.</summary>
    public const string MaxNorm = "max_norm";

    /// <summary>The weights of a unit are 1 long.</summary>
    public const string UnitNorm = "unit_norm";

    /// <summary>The weights of a unit are between 0 and 1 long.</summary>
    public const string MinMaxNorm = "min_max_norm";
}
