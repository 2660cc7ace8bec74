using System.Diagnostics;
using System.Reflection;

namespace LearnDL.Lessons;

/// <summary>A task for the learner and the check that judges the answer by running it.</summary>
public sealed class Exercise
{
    readonly Func<Assembly?, Verdict> judge;

    internal Exercise(string id, string title, Func<Assembly?, Verdict> judge) =>
        (Id, Title, this.judge) = (id, title, judge);

    /// <summary>Its name within the lesson: the name of its region in <c>YourTurn.cs</c>.</summary>
    public string Id { get; }

    public string Title { get; }

    /// <summary>What help there is, from a question to the recipe; <c>--hint</c> shows one after the other.</summary>
    public IReadOnlyList<string> Hints { get; private init; } = [];

    /// <summary>What a right answer counts.</summary>
    public int Points { get; init; } = 1;

    /// <summary>How long the answer may take; after that its process is ended.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <param name="id">The name of its region in <c>YourTurn.cs</c>.</param>
    /// <param name="title">What it is about.</param>
    /// <param name="gap">
    /// The method of the lesson's own <c>YourTurn.cs</c>. A learner's answer has its name and its parameters.
    /// </param>
    /// <param name="judge">Runs an answer and says how it stands.</param>
    /// <param name="hints">From a question to the recipe.</param>
    public static Exercise Of<TAnswer>(string id, string title, TAnswer gap, Func<TAnswer, Verdict> judge,
        string[] hints) where TAnswer : Delegate =>
        new(id, title, answers => judge(answers is null ? gap : Answers.Find(answers, gap))) { Hints = hints };

    /// <summary>
    /// Runs the answer and says how it stands; an answer that throws is wrong, and the message says why.
    /// </summary>
    /// <param name="answers">What the learner's files were compiled to; null judges the lesson's own gaps.</param>
    public Verdict Check(Assembly? answers = null)
    {
        try
        {
            return judge(answers);
        }
        catch (GapException)
        {
            return new(VerdictKind.NotStarted, "");
        }
        catch (MissingAnswerException missing)
        {
            return Verdict.Wrong(missing.Message);
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
            if (frame.GetFileName() is { } file && Path.GetFileName(file) == Workspace.FileName)
                return $" in {new SourceLine(file, frame.GetFileLineNumber())}";
        return "";
    }
}
