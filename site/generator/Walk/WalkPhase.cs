namespace LearnDL.Site.Walk;

/// <summary>The parts of the way, in their order.</summary>
public enum WalkPhase
{
    Batch,
    Project,
    Forward,
    Loss,
    Backward,
    Sums,
    Check,
}
