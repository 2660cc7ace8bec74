namespace LearnDL.Plots;

/// <summary>Work that was measured.</summary>
/// <param name="FlopsPerByte">Operations for each byte that must come from memory or go there.</param>
/// <param name="Speed">GFLOP/s.</param>
public sealed record RooflinePoint(string Name, double FlopsPerByte, double Speed);
