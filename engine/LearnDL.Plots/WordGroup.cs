namespace LearnDL.Plots;

/// <summary>
/// Words that belong together, each at its place in the plane; those that are to be written, if there is room.
/// </summary>
public sealed record WordGroup(string Name, IReadOnlyList<(string Word, double X, double Y, bool IsNamed)> Words);
