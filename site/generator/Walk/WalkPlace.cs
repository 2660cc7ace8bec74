namespace LearnDL.Site.Walk;

/// <summary>A place on the way: a phase and, where it has them, the time step.</summary>
public readonly record struct WalkPlace(WalkPhase Phase, int Time = 0);
