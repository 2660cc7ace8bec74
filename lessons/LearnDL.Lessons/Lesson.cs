namespace LearnDL.Lessons;

/// <summary>A lesson: a program that computes, in order, everything its page shows.</summary>
public abstract class Lesson
{
    /// <summary>Its folder under <c>lessons</c>, such as "02-pima".</summary>
    public abstract string Folder { get; }

    public abstract string Title { get; }

    /// <summary>What decides every random number of the lesson unless <c>--seed</c> says otherwise.</summary>
    public virtual int Seed => 7;

    /// <summary>Whether its numbers are times, which no seed decides: another run gives others.</summary>
    public virtual bool MeasuresTime => false;

    /// <summary>What the learner is asked to program; <c>--check</c> judges it.</summary>
    public virtual IReadOnlyList<Exercise> Exercises => [];

    /// <summary>
    /// What <c>--data</c> has to name, a folder or a file; null where the lesson takes no data but its own.
    /// </summary>
    public virtual string? OwnData => null;

    public abstract void Run(LessonRun run);
}
