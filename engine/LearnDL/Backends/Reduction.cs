namespace LearnDL.Backends;

/// <summary>What is made of many numbers.</summary>
public enum Reduction
{
    /// <summary>Σx</summary>
    Sum,
    /// <summary>Σx / n</summary>
    Mean,
    /// <summary>The largest.</summary>
    Max,
    /// <summary>The smallest.</summary>
    Min,
}
