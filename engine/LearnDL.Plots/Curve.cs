namespace LearnDL.Plots;

/// <summary>One line of a learning curve: its name in the key and its value after each epoch.</summary>
public sealed record Curve(string Name, IReadOnlyList<double> Values);
