namespace LearnDL.Plots;

/// <summary>Work that was measured.</summary>
/// <param name="FlopsPerByte">Operations for each byte that must come from memory or go there.</param>
/// <param name="Speed">GFLOP/s.</param>
public sealed record RooflinePoint(string Name, double FlopsPerByte, double Speed)
{
    /// <summary>Name, place and height.</summary>
    public override string ToString() => $"{Name}: {Speed} GFLOP/s at {FlopsPerByte} FLOP per byte";
}
