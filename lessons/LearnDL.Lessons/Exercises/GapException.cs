namespace LearnDL.Lessons;

/// <summary>Raised by an exercise that nobody has filled in yet.</summary>
public sealed class GapException() : Exception("This exercise has not been started.");
