namespace LearnDL.Lessons;

/// <summary>An exercise that was judged.</summary>
/// <param name="Number">Counted from 1, as learners see it.</param>
/// <param name="Exercise">The task.</param>
/// <param name="Verdict">How the answer stands.</param>
/// <param name="Printed">What the learner's code wrote to the console meanwhile.</param>
sealed record Judged(int Number, Exercise Exercise, Verdict Verdict, IReadOnlyList<string> Printed);
