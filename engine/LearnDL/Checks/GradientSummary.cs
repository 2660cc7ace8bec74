namespace LearnDL.Checks;

/// <summary>The gradient checks of one subject over many random configurations.</summary>
/// <param name="Subject">The layer, activation or loss.</param>
/// <param name="Kind">"layer", "activation" or "loss".</param>
/// <param name="Configurations">How many random configurations were checked.</param>
/// <param name="Derivatives">How many derivatives were compared in all of them.</param>
/// <param name="WorstError">The largest relative error.</param>
/// <param name="WorstCase">The configuration and the element where it occurred.</param>
/// <param name="WorstSeed">The seed that replays that configuration.</param>
public sealed record GradientSummary(
    string Subject, string Kind, int Configurations, long Derivatives, double WorstError, string WorstCase,
    int WorstSeed)
{
    /// <summary>Whether derivatives were compared and all agreed.</summary>
    public bool Passed => Derivatives > 0 && WorstError <= GradientReport.Tolerance;

    /// <summary>The verdict in one line.</summary>
    public override string ToString() =>
        $"{Subject}: {Derivatives:N0} derivatives of {Configurations:N0} configurations, "
        + $"worst relative error {WorstError:0.0e+00} ({WorstCase})";
}
