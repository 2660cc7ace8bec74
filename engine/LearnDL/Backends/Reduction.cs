namespace LearnDL.Backends;

/// <summary>What is made of many numbers.</summary>
public enum Reduction
{
    Sum,
    Mean,
    Max,
    Min,
}
