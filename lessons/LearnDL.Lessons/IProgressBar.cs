namespace LearnDL.Lessons;

/// <summary>One training's progress.</summary>
public interface IProgressBar : IDisposable
{
    /// <param name="done">Steps done so far.</param>
    /// <param name="note">A word on how it goes, such as "loss 0.4712".</param>
    void Report(int done, string note);
}
