namespace LearnDL.Lessons;

/// <param name="Quick">Train on a small budget: seconds, and numbers that are not the page's.</param>
/// <param name="Seed">Replaces the lesson's own seed.</param>
/// <param name="Data">A folder or file of the learner's own in place of the bundled ones, for lessons with
/// <see cref="Lesson.OwnData"/>.</param>
/// <param name="Measured">Whether every number of the record is printed at the end.</param>
public sealed record LessonOptions(bool Quick = false, int? Seed = null, string? Data = null, bool Measured = false);
