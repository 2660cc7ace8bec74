using LearnDL.Lessons;

namespace LearnDL.Site.Runs;

/// <summary>The run of a lesson that pages show.</summary>
/// <param name="Record">What it measured.</param>
/// <param name="Folder">Where its pictures are.</param>
/// <param name="Kept">The committed record of the lesson, where it suits its sources; null if it does not.</param>
public sealed record ShownRun(LessonRecord Record, string Folder, LessonRecord? Kept)
{
    /// <summary>Whether this machine made it; otherwise it is the committed record.</summary>
    public bool IsOwn => !ReferenceEquals(Record, Kept);

    /// <summary>How this machine's weights stand to the recorded ones; null where there is nothing to compare.</summary>
    public bool? HasRecordedWeights =>
        IsOwn && !Record.Quick && Record.Weights is { } weights && Kept?.Weights is { } kept ? weights == kept : null;
}
