namespace LearnDL.Lessons;

/// <summary>One training's progress.</summary>
public interface IProgressBar : IDisposable
{
    /// <param name="done">Steps done so far; a fraction while one of them is under way.</param>
    /// <param name="note">A word on how it goes, such as "loss 0.4712".</param>
    void Report(double done, string note);
}
