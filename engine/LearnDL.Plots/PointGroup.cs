namespace LearnDL.Plots;

/// <summary>Points that belong together, drawn in one colour and shape.</summary>
public sealed record PointGroup(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y);
