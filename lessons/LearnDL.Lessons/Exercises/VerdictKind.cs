namespace LearnDL.Lessons;

/// <summary>How an exercise stands.</summary>
public enum VerdictKind
{
    NotStarted,
    Wrong,
    Right,
}
