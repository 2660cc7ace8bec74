namespace LearnDL.Lessons;

/// <param name="Quick">Train on a small budget: seconds, and numbers that are not the page's.</param>
/// <param name="Seed">Replaces the lesson's own seed.</param>
public sealed record LessonOptions(bool Quick = false, int? Seed = null);
