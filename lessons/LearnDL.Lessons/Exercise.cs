using System.Diagnostics;

namespace LearnDL.Lessons;

/// <summary>A task for the learner and the check that judges the answer by running it.</summary>
public sealed class Exercise(string title, Func<Verdict> judge)
{
    public string Title { get; } = title;

    /// <summary>
    /// Runs the answer and says how it stands; an answer that throws is wrong, and the message says why.
    /// </summary>
    public Verdict Check()
    {
        try
        {
            return judge();
        }
        catch (GapException)
        {
            return new(VerdictKind.NotStarted, "");
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return Verdict.Wrong($"Your code stopped with {error.GetType().Name}{Place(error)}:\n{error.Message}");
        }
    }

    /// <summary>
    /// The innermost line of the learner's file that the error passed through; nothing where it is not known.
    /// </summary>
    static string Place(Exception error)
    {
        foreach (var frame in new StackTrace(error, fNeedFileInfo: true).GetFrames())
            if (frame.GetFileName() is { } file && Path.GetFileName(file) == "YourTurn.cs")
                return $" in YourTurn.cs, line {frame.GetFileLineNumber()}";
        return "";
    }
}
