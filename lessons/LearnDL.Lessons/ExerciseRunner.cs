using Spectre.Console;

namespace LearnDL.Lessons;

/// <summary>Judges a lesson's exercises and prints the verdicts.</summary>
static class ExerciseRunner
{
    /// <returns>0, or 1 when an answer is wrong.</returns>
    internal static int Run(Lesson lesson, IAnsiConsole console)
    {
        console.WriteLine($"{lesson.Folder}: {lesson.Title}, exercises");
        var (wrong, open) = (0, 0);
        for (var i = 0; i < lesson.Exercises.Count; i++)
        {
            var exercise = lesson.Exercises[i];
            var verdict = exercise.Check();
            if (verdict.Kind == VerdictKind.Wrong) wrong++;
            if (verdict.Kind == VerdictKind.NotStarted) open++;
            var (word, colour) = verdict.Kind switch
            {
                VerdictKind.Right => ("right", "green"),
                VerdictKind.Wrong => ("wrong", "red"),
                _ => ("not started", "grey"),
            };
            console.MarkupLine($"{i + 1}. {Markup.Escape(exercise.Title)}: [{colour}]{word}[/]");
            if (verdict.Hint.Length > 0) console.WriteLine("   " + verdict.Hint.ReplaceLineEndings("\n   "));
        }

        if (open > 0)
            console.WriteLine($"Fill the gaps in lessons/{lesson.Folder}/YourTurn.cs, then check again.");
        return wrong == 0 ? 0 : 1;
    }
}
