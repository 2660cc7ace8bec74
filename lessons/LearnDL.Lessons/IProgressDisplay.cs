namespace LearnDL.Lessons;

/// <summary>Shows how far a training has come.</summary>
public interface IProgressDisplay
{
    /// <summary>Begins a bar of this many steps; disposing it ends it.</summary>
    IProgressBar Start(string what, int steps);
}
