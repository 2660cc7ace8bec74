namespace LearnDL.Checks;

/// <summary>
/// What a gradient check found: how many derivatives were compared, and the one that was furthest off.
/// </summary>
/// <param name="Subject">The layer, activation or loss, with its settings.</param>
/// <param name="Seed">The seed that replays the check.</param>
/// <param name="Derivatives">How many derivatives were compared, one per element.</param>
/// <param name="Variable">Where the largest error is: "input", "kernel", …</param>
/// <param name="Element">The position of that element.</param>
/// <param name="Backward">The derivative that Backward gave there.</param>
/// <param name="Difference">The derivative by differences there.</param>
/// <param name="Error">The relative error there.</param>
public sealed record GradientReport(
    string Subject, int Seed, long Derivatives, string Variable, string Element, double Backward, double Difference,
    double Error)
{
    /// <summary>The relative error up to which two derivatives count as the same.</summary>
    public const double Tolerance = 1e-7;

    /// <summary>
    /// Whether derivatives were compared and all agree. An error that is not a number does not count as agreement.
    /// </summary>
    public bool Passed => Derivatives > 0 && Error <= Tolerance;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Subject}: {(Passed ? "passed" : "FAILED")}, {Derivatives} derivatives, "
        + $"worst error {Error:0.0e+0} at {Variable}{Element}: "
        + $"Backward {Backward:R}, differences {Difference:R} (seed {Seed})";
}
